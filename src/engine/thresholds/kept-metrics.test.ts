import { expect, it } from 'vitest'
import { declaredMetrics, submetricsOf } from './kept-metrics.ts'
import { metricOf } from './testing/sinks.ts'

const asked = (thresholds: Record<string, []>, more: object = {}) => ({
  thresholds,
  noThresholds: false,
  systemTags: ['expected_response'],
  ...more,
})
const sources = (list: readonly { source: string }[]): string[] => list.map(({ source }) => source)

it('keeps the submetrics that thresholds name, and that of the expected responses', () => {
  expect(sources(submetricsOf(asked({ m: [], 'm{a:b}': [] })))).toEqual([
    'http_req_duration{expected_response:true}',
    'm{a:b}',
  ])
  expect(sources(submetricsOf(asked({ m: [] }, { systemTags: [] })))).toEqual([])
  expect(sources(submetricsOf(asked({ 'm{a:b}': [] }, { noThresholds: true })))).toHaveLength(2)
})

it('declares what thresholds are about, with the metric of a submetric, even with an empty list', () => {
  const metrics = [metricOf('m', 'rate'), metricOf('n', 'trend')]
  expect(declaredMetrics(asked({ 'm{a:b}': [], 'unknown{c:d}': [] }), metrics)).toEqual([
    metricOf('m', 'rate'),
    { ...metricOf('m', 'rate'), name: 'm{a:b}' },
  ])
  expect(declaredMetrics(asked({ m: [] }, { noThresholds: true }), metrics)).toEqual([])
})
