import { expect, it } from 'vitest'
import { MetricView } from './metrics/view.ts'
import { RecentView } from './recent-view.ts'

const counter = { kind: 'counter', contains: 'default', internal: false } as const
const rate = { kind: 'rate', contains: 'default', internal: false } as const
const trend = { kind: 'trend', contains: 'time', internal: false } as const

function viewOf(iterations: number, failed: number, durations: readonly number[]): MetricView {
  const view = new MetricView()
  const [count, failures, took] = [
    view.sink('iterations', counter),
    view.sink('http_req_failed', rate),
    view.sink('http_req_duration', trend),
  ]
  if (count.kind === 'counter') count.sum = iterations
  if (failures.kind === 'rate') Object.assign(failures, { passes: failed, total: durations.length })
  for (const duration of durations) if (took.kind === 'trend') took.histogram.record(duration)
  return view
}

it('has the rates of the last second, and the latency and failures of all', () => {
  const views = [viewOf(10, 1, [1, 2, 3]), viewOf(30, 0, [4, 5])]
  const recent = new RecentView(0.5, views, viewOf(99, 0, []))
  expect(recent).toMatchObject({ achieved: 60, offered: 0 })
  expect(recent.errorShare).toBe(0.2)
  expect(recent.latency).toMatchObject({ count: 5, p50: expect.closeTo(3, 2) })
  expect(recent.latency).toBe(recent.latency)
  expect(recent.iterations).toBe(99)
})

it('says nothing where nothing was measured', () => {
  const none = new RecentView(1, [], new MetricView())
  expect(none.achieved).toBeUndefined()
  expect(new RecentView(0, [viewOf(1, 0, [])], new MetricView()).achieved).toBeUndefined()
  expect(none).toMatchObject({ latency: { count: 0, p50: undefined }, iterations: 0, dropped: 0 })
  expect([none.errorShare, none.checkShare]).toEqual([undefined, undefined])
})
