import { describe, expect, it } from 'vitest'
import type { Tag } from '../../metrics/tag-sets.ts'
import { makeSink } from '../../metrics/sink.ts'
import { seriesOf as fakeSeries } from '../testing/samples.ts'
import { labelsOf } from './labels.ts'
import { seriesOf } from './series.ts'
import { statOf, statSuffix } from './trend-stat.ts'

const plain = { trendStats: ['p(99)', 'count', 'avg'], trendAsNativeHistogram: false }

const nameOf = ({ labels }: { readonly labels: readonly { name: string; value: string }[] }): string | undefined =>
  labels.find(({ name }) => name === '__name__')?.value

it('names series as k6 does, times in seconds', () => {
  const counter = makeSink.counter()
  counter.sum = 5
  const rate = makeSink.rate()
  Object.assign(rate, { passes: 1, total: 4 })
  const gauge = makeSink.gauge()
  gauge.set(3, 1, 9)
  const trend = makeSink.trend()
  trend.histogram.record(2000)
  const sums = [
    { series: fakeSeries('http_reqs'), sink: counter },
    { series: fakeSeries('checks', { kind: 'rate' }), sink: rate },
    { series: fakeSeries('vus', { kind: 'gauge' }), sink: gauge },
    { series: fakeSeries('waited', { kind: 'trend', contains: 'time' }), sink: trend },
  ] as const
  const written = sums.flatMap((sum) => seriesOf({ ...sum, changedAt: 1 }, plain, 7))
  expect(written.map((one) => [nameOf(one), one.samples?.[0]?.value])).toEqual([
    ['k6_http_reqs_total', 5],
    ['k6_checks_rate', 0.25],
    ['k6_vus', 3],
    ['k6_waited_p99', 2],
    ['k6_waited_count', 1],
    ['k6_waited_avg', 2],
  ])
  expect(written.every(({ samples }) => samples?.[0]?.timestamp === 7)).toBe(true)
})

it('sends a trend as one native histogram, named with its unit, where that is asked for', () => {
  const sink = makeSink.trend()
  sink.histogram.record(2000)
  const series = fakeSeries('waited', { kind: 'trend', contains: 'time' })
  const [one, ...more] = seriesOf({ series, sink, changedAt: 1 }, { ...plain, trendAsNativeHistogram: true }, 7)
  expect(more).toEqual([])
  expect(one && nameOf(one)).toBe('k6_waited_seconds')
  expect(one?.histograms?.[0]).toMatchObject({ countInt: 1, sum: 2, timestamp: 7 })
})

describe('labels', () => {
  it.each<[readonly Tag[], readonly string[]]>([
    [
      [
        ['b', '2'],
        ['A', '1'],
      ],
      ['A=1', '__name__=m', 'b=2'],
    ],
    [
      [
        ['group', ''],
        ['', 'x'],
      ],
      ['__name__=m'],
    ],
    [
      [
        ['my-tag', '1'],
        ['2nd', '2'],
      ],
      ['_2nd=2', '__name__=m', 'my_tag=1'].toSorted(),
    ],
    [
      [
        ['my-tag', '1'],
        ['my.tag', '2'],
      ],
      ['__name__=m', 'my_tag=1'],
    ],
  ])('of %j are %j: sorted, none empty, of letters that Prometheus takes', (tags, expected) => {
    expect(labelsOf('m', tags).map(({ name, value }) => `${name}=${value}`)).toEqual(expected)
  })
})

describe('statistics of a trend', () => {
  it.each([
    ['p(99)', 'p99'],
    ['p(99.9)', 'p999'],
    ['p(0.95)', 'p095'],
    ['avg', 'avg'],
  ])('%s is called %s', (stat, suffix) => {
    expect(statSuffix(stat)).toBe(suffix)
  })

  it.each([
    ['count', 4],
    ['sum', 10],
    ['avg', 2.5],
    ['min', 1],
    ['max', 4],
    ['med', 2.5],
    ['p(100)', 4],
  ])('%s of 1, 2, 3, 4 is %d', (stat, expected) => {
    const { histogram } = makeSink.trend()
    for (const value of [1, 2, 3, 4]) histogram.record(value)
    expect(statOf(stat, histogram) / expected).toBeCloseTo(1, 3)
  })
})
