import { expect, it } from 'vitest'
import { groupTree } from './group-tree.ts'
import { summarizeMetrics } from './summary-data.ts'
import { summaryExport } from './summary-export.ts'
import { keptThreshold, shopBook, shopSource } from './testing/shop.ts'

const exported = (setup_data?: unknown) =>
  summaryExport({
    root_group: groupTree(shopBook()),
    options: { summaryTrendStats: [], summaryTimeUnit: '', noColor: true },
    state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: 1 },
    metrics: summarizeMetrics(
      shopSource({ thresholds: [keptThreshold, { ...keptThreshold, source: 'avg<1', failed: true }] }),
    ),
    setup_data,
  })

it('has the values of each metric at its top, rates by the name of value, and true for thresholds that failed', () => {
  const { metrics } = exported()
  expect(metrics['http_reqs']).toEqual({ count: 4, rate: 2 })
  expect(metrics['http_req_failed']).toEqual({ value: 0.25, passes: 1, fails: 3 })
  expect(metrics['http_req_duration']).toMatchObject({ avg: 10, thresholds: { 'p(95)<500': false, 'avg<1': true } })
})

it('has groups and checks by name', () => {
  const { root_group: root } = exported()
  expect(root.checks['status is 200']).toMatchObject({ passes: 2, fails: 0 })
  expect(root.groups['cart']?.groups['pay']?.checks['paid']).toMatchObject({ path: '::cart::pay::paid', fails: 1 })
})

it('has no options and no state, and what setup returned if it returned something', () => {
  expect(Object.keys(exported())).toEqual(['root_group', 'metrics'])
  expect(exported({ token: 'x' }).setup_data).toEqual({ token: 'x' })
})
