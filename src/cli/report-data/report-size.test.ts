import { expect, it } from 'vitest'
import { pageAssets } from '../../report/page-assets.ts'
import { renderReport } from '../../report/render-report.ts'
import { reportDataOf } from './report-data-of.ts'
import { madeRecord } from './testing/made-record.ts'

const many = (count: number, name: string): string[] => Array.from({ length: count }, (_, index) => `${name} ${index}`)

/** Different in every second, as real numbers are. */
const noise = (second: number, index: number): number => 1 + (((second * 7919 + index * 104_729) % 997) / 997) ** 3 * 50

it('is under 1 MB for an hour with many scenarios, names, checks, failures and events', () => {
  const record = madeRecord({
    seconds: 3600,
    scenarios: many(8, 'scenario'),
    rate: (second) => 2 + (second % 5),
    took: (second, index) => 10 * noise(second, index),
    names: many(500, 'http://shop.example/a/rather/long/path/to/an/article'),
    checks: many(20, 'the answer is as it should be'),
    events: many(5000, 'load browse 100 -> 200/s').map((text, index) => ({
      at: index * 700,
      by: 'key',
      kind: 'load',
      text,
    })),
    problems: many(200, 'GET http://shop.example/path: 503 Service Unavailable').map((message) => ({
      code: 1503,
      message,
      count: 3,
      firstAt: 1000,
      lastAt: 3_500_000,
    })),
  })
  const data = reportDataOf(record)
  const page = renderReport(data, pageAssets())
  expect(data.timeline.at.length).toBeGreaterThan(800)
  expect(data.timeline.at.length).toBeLessThanOrEqual(1000)
  expect(data.requests).toHaveLength(500)
  expect(Buffer.byteLength(page)).toBeLessThan(1_000_000)
})
