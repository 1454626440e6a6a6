import type { RunSnapshot, ThresholdView } from '../../engine/api.ts'
import { FakeRun, type FakeRunOptions } from './fake-run.ts'
import { request } from './requests.ts'

const threshold: ThresholdView = {
  metric: 'http_req_duration{name:cart}',
  source: 'p(95)<500',
  method: 'p(95)',
  limit: 500,
  kind: 'trend',
  contains: 'time',
  window: 10_000,
  value: 612,
  worst: 700,
  ok: false,
  crossedAt: 4000,
  failed: true,
  abortsFrom: 30_000,
}

const plan = [
  { at: 0, load: 20 },
  { at: 10_000, load: 200 },
  { at: 40_000, load: 200 },
  { at: 40_000, load: 600 },
  { at: 60_000, load: 0 },
]

/** A run with something to show in every view. */
export function richRun(options: FakeRunOptions, seconds: number): FakeRun {
  const run = new FakeRun(options)
  run.advance(seconds)
  run.patch(listsOf())
  for (const { name } of run.snapshots.get().scenarios.slice(0, 1)) {
    run.patchScenario(name, { plan, course: plan, endsAt: 60_000, overridden: true })
  }
  return run
}

function listsOf(): Partial<RunSnapshot> {
  const check = { group: '::shop::cart', name: 'is there', passes: 10, fails: 0, failedAt: undefined }
  const lines = Array.from({ length: 80 }, (_, index) => ({
    at: index * 100,
    by: 'engine' as const,
    kind: 'log' as const,
    text: `order ${index}`,
  }))
  return {
    requests: Array.from({ length: 70 }, (_, index) => request(`http://shop.local/page/${index}`, 100 - index)),
    checks: [check, { ...check, name: 'is fast', fails: 3, failedAt: 9000 }, { ...check, group: '' }],
    thresholds: [threshold, { ...threshold, ok: true, crossedAt: undefined, value: undefined }],
    problems: Array.from({ length: 20 }, (_, index) => ({
      code: 1000 + index,
      message: `dial: refused ${index}`,
      count: 1204,
      firstAt: index * 100,
      lastAt: 9000,
    })),
    lines,
    lineCount: 5000,
  }
}
