import { describe, expect, it } from 'vitest'
import { SampleBook } from '../metrics/sample-book.ts'
import type { MetricDef } from '../metrics/metric.ts'
import { summarizeMetrics, withDueTimes } from './summary-data.ts'
import { addTo, keptThreshold, shopSource } from './testing/shop.ts'

it('has k6 values for every type of metric', () => {
  const metrics = summarizeMetrics(shopSource({ trendStats: ['avg', 'count', 'p(99)'] }))
  expect(metrics['http_reqs']).toEqual({ type: 'counter', contains: 'default', values: { count: 4, rate: 2 } })
  expect(metrics['vus']).toEqual({ type: 'gauge', contains: 'default', values: { value: 2, min: 1, max: 2 } })
  expect(metrics['http_req_failed']).toEqual({
    type: 'rate',
    contains: 'default',
    values: { rate: 0.25, passes: 1, fails: 3 },
  })
  expect(metrics['http_req_duration']).toEqual({
    type: 'trend',
    contains: 'time',
    values: { avg: 10, count: 4, 'p(99)': 10 },
  })
})

it('lists submetrics after their metric, and metrics of ours only when asked', () => {
  const names = Object.keys(summarizeMetrics(shopSource()))
  expect(names.indexOf('http_req_duration{expected_response:true}')).toBe(names.indexOf('http_req_duration') + 1)
  expect(names).not.toContain('start_lag')
  expect(Object.keys(summarizeMetrics(shopSource({ internal: true })))).toContain('start_lag')
})

describe('iterations from their due time', () => {
  const trend = { kind: 'trend', contains: 'time', internal: true } as const

  it('stand under those from their start', () => {
    const source = shopSource({ trendStats: ['max'] })
    // One sample of 30 ms.
    addTo(source.book.overall, 'iteration_duration_due', trend, [1, 30, 30, 30, 0])
    const metrics = withDueTimes(summarizeMetrics(source), source)
    const names = Object.keys(metrics)
    expect(names.indexOf('iteration_duration{from due time}')).toBe(names.indexOf('iteration_duration') + 1)
    expect(metrics['iteration_duration{from due time}']).toEqual({
      type: 'trend',
      contains: 'time',
      values: { max: 30 },
    })
  })

  it('are left out where nothing is due, as in the closed model', () => {
    const book = new SampleBook()
    addTo(book.overall, 'iteration_duration', trend, [1, 30, 30, 30, 0])
    addTo(book.overall, 'iteration_duration_due', trend, [1, 30, 30, 30, 0])
    const source = shopSource({ book, internal: true })
    expect(Object.keys(withDueTimes(summarizeMetrics(source), source))).toEqual([
      'iteration_duration',
      'iteration_duration_due',
    ])
  })
})

const declare = (name: string, kind: MetricDef['kind'], internal = false): MetricDef => ({
  name,
  kind,
  contains: 'default',
  internal,
})

it('shows what thresholds are about even without samples, and then 0 everywhere', () => {
  const declared = [
    declare('c{a:b}', 'counter'),
    declare('g', 'gauge'),
    declare('r', 'rate'),
    declare('t', 'trend'),
    declare('start_lag', 'trend', true),
  ]
  const metrics = summarizeMetrics(shopSource({ declared, trendStats: ['max'] }))
  expect(metrics['c{a:b}']?.values).toEqual({ count: 0, rate: 0 })
  expect(metrics['g']?.values).toEqual({ value: 0, min: 0, max: 0 })
  expect(metrics['r']?.values).toEqual({ rate: 0, passes: 0, fails: 0 })
  expect(metrics['t']?.values).toEqual({ max: 0 })
  expect(metrics['start_lag']?.values).toEqual({ max: 10 })
})

it('says of each threshold whether it failed, one with a window by a name of its own', () => {
  const failed = { ...keptThreshold, window: 10_000, failed: true }
  const metrics = summarizeMetrics(shopSource({ thresholds: [keptThreshold, failed] }))
  expect(metrics['http_req_duration']?.thresholds).toEqual({
    'p(95)<500': { ok: true },
    'p(95)<500 over 10s': { ok: false },
  })
  expect(metrics['http_reqs']).not.toHaveProperty('thresholds')
})

it('has no rates where no time has passed', () => {
  expect(summarizeMetrics(shopSource({ duration: 0 }))['http_reqs']?.values).toEqual({ count: 4, rate: 0 })
})
