import { expect, it } from 'vitest'
import { SampleBook } from '../metrics/sample-book.ts'
import { flatChecks } from './group-tree.ts'
import { type MachineReadableInput, machineReadableSummary } from './machine-readable.ts'
import { summarizeMetrics } from './summary-data.ts'
import { shopBook, shopSource } from './testing/shop.ts'

const summaryOf = (some: Partial<MachineReadableInput> = {}) =>
  machineReadableSummary({
    metrics: summarizeMetrics(shopSource({ trendStats: ['avg', 'p(95)', 'p(99)'] })),
    checks: flatChecks(shopBook()),
    mode: 'compact',
    duration: 2000,
    script: 'export default () => {}',
    generatedAt: new Date(0),
    k6Version: '2.2.0',
    ...some,
  })

it('says what it is, of what, and when', () => {
  expect(summaryOf()).toMatchObject({
    version: '1.0.0',
    config: { duration: 2, execution: 'local', script: 'export default () => {}' },
    metadata: { generated_at: '1970-01-01T00:00:00.000Z', k6_version: '2.2.0' },
  })
  expect(summaryOf({ script: undefined }).config).not.toHaveProperty('script')
})

it('has each type of metric by the names of the schema', () => {
  const { metrics } = summaryOf().results
  const valuesOf = (name: string) => metrics.find((metric) => metric.name === name)?.values
  expect(valuesOf('orders')).toEqual({ count: 7 })
  expect(valuesOf('http_req_failed')).toEqual({ matches: 1, rate: 0.25, total: 4 })
  expect(valuesOf('vus')).toEqual({ value: 2, min: 1, max: 2 })
  expect(valuesOf('http_req_duration')).toEqual({ avg: 10, max: null, med: null, min: null, p90: null, p95: 10 })
})

it('has the metrics that the summary shows', () => {
  const names = (mode: 'compact' | 'full') => summaryOf({ mode }).results.metrics.map(({ name }) => name)
  expect(names('compact')).not.toContain('http_req_blocked')
  expect(names('full')).toContain('http_req_blocked')
})

it('has the checks and their totals', () => {
  expect(summaryOf().results.checks).toEqual({
    metrics: [
      { name: 'checks_total', type: 'counter', contains: 'default', values: { count: 4 } },
      { name: 'checks_succeeded', type: 'rate', contains: 'default', values: { matches: 3, rate: 0.75, total: 4 } },
      { name: 'checks_failed', type: 'rate', contains: 'default', values: { matches: 1, rate: 0.25, total: 4 } },
    ],
    results: [
      { name: 'status is 200', passes: 2, fails: 0 },
      { name: 'paid', passes: 1, fails: 1 },
    ],
  })
  expect(summaryOf({ checks: flatChecks(new SampleBook()) }).results.checks).toEqual({ metrics: [], results: [] })
})
