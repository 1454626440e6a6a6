import { expect, it } from 'vitest'
import { MetricRegistry } from '../metrics/metric.ts'
import { findThresholdProblems } from './find-problems.ts'

const registry = new MetricRegistry()
registry.register('orders', 'counter', 'default')

const problemsOf = (metric: string, ...sources: readonly string[]): readonly string[] => {
  const configs = sources.map((threshold) => ({ threshold, abortOnFail: false, delayAbortEval: 0, window: undefined }))
  return findThresholdProblems({ thresholds: { [metric]: configs } }, registry.all())
}

it.each([
  ['http_req_duration', 'p(95)<500', 'avg<1', 'min<1', 'med<1', 'max<1'],
  ['http_reqs', 'count>1', 'rate>1'],
  ['http_req_failed{status:200}', 'rate<0.1'],
  ['vus', 'value<5'],
  ['orders{shop:a}', 'count>5'],
  ['start_lag', 'p(99)<5'],
])('lets %s pass', (metric, ...sources) => {
  expect(problemsOf(metric, ...sources)).toEqual([])
})

it.each([
  [
    'http_req_duratoin',
    'avg<1',
    'threshold "http_req_duratoin": there is no metric "http_req_duratoin"; did you mean "http_req_duration"?',
  ],
  ['oders{a:b}', 'count<1', 'threshold "oders{a:b}": there is no metric "oders"; did you mean "orders"?'],
  [
    'http_reqs',
    'p(95)<5',
    'threshold "http_reqs": "p(95)<5" uses p(N), but http_reqs is a counter, which has count, rate',
  ],
  ['vus', 'count<5', 'threshold "vus": "count<5" uses count, but vus is a gauge, which has value'],
  ['checks{a:b}', 'value<5', 'threshold "checks{a:b}": "value<5" uses value, but checks is a rate, which has rate'],
  [
    'http_req_duration',
    'rate<5',
    'threshold "http_req_duration": "rate<5" uses rate, but http_req_duration is a trend, which has avg, min, max, med, p(N)',
  ],
])('refuses %s with %s', (metric, source, problem) => {
  expect(problemsOf(metric, source)).toEqual([problem])
})

it('refuses a metric that nobody measures even when nothing is asked of it', () => {
  expect(problemsOf('nothing_like_it')).toEqual(['threshold "nothing_like_it": there is no metric "nothing_like_it"'])
})
