import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { ArrivalCursor } from './arrival-cursor.ts'
import { constantArrivals, pausedAt, resumedAt, withRate } from './arrivals.ts'
import { OpenRunner } from './open-runner.ts'
import { wholeStripe } from './stripe.ts'
import { FakeVus } from './testing/fake-vus.ts'

interface Given {
  readonly rate?: number
  readonly duration?: number
  readonly startTime?: number
  readonly preAllocated?: number
  readonly max?: number
  readonly endsAtOnce?: boolean
}

function runnerOf({
  rate = 10,
  duration = 1000,
  startTime = 0,
  preAllocated = 1,
  max = preAllocated,
  endsAtOnce = true,
}: Given) {
  const vus = new FakeVus({ endsAtOnce })
  const schedule = constantArrivals(rate, duration)
  const cursor = new ArrivalCursor(schedule, wholeStripe, { kind: 'even' })
  const wake = (): void => undefined
  const runner = new OpenRunner({ cursor, schedule, startTime, gracefulStop: 500, preAllocated, max, vus, wake })
  return { runner, vus, schedule }
}

it('starts each arrival at its due time, the first at once', () => {
  const { runner, vus } = runnerOf({})
  expect(runner.tick(0)).toBe(100)
  expect(runner.tick(99)).toBe(100)
  expect(runner.tick(100)).toBe(200)
  expect(vus.made[0]?.starts).toEqual([0, 100])
})

it('starts all that came due when a tick is late, each with its own due time', () => {
  const { runner, vus } = runnerOf({ startTime: 1000 })
  expect(runner.tick(0)).toBe(1000)
  runner.tick(1350)
  expect(vus.made[0]?.starts).toEqual([1000, 1100, 1200, 1300])
})

it('starts or drops every arrival of the plan: together they are the rate times the duration', () => {
  const { runner, vus } = runnerOf({ rate: 2000, duration: 20_000, preAllocated: 3, endsAtOnce: false })
  for (let now = 0; runner.state.stage !== 'done'; now += 7) {
    runner.tick(now)
    vus.busy[0]?.end()
  }
  expect(vus.due).toBe(40_000)
  expect(vus.started + vus.dropped).toBe(40_000)
})

it('drops an arrival that finds no idle VU, then makes one VU more', async () => {
  const { runner, vus } = runnerOf({ preAllocated: 1, max: 2, endsAtOnce: false })
  runner.tick(0)
  runner.tick(100)
  expect(vus.dropped).toBe(1)
  await setImmediate()
  expect(runner.state).toEqual({ stage: 'running', busy: 1, allocated: 2 })
  runner.tick(200)
  expect(vus.busy.length).toBe(2)
  runner.tick(300)
  await setImmediate()
  expect(runner.state.allocated).toBe(2)
  expect(vus.warnings).toEqual([2])
})

it('gives iterations in flight their gracefulStop and interrupts those that need longer', () => {
  const { runner, vus } = runnerOf({ preAllocated: 3, rate: 3, endsAtOnce: false })
  runner.tick(700)
  expect(runner.tick(1000)).toBe(1500)
  vus.busy[0]?.end()
  runner.tick(1499)
  expect(runner.state).toEqual({ stage: 'stopping', busy: 2, allocated: 3 })
  runner.tick(1500)
  expect(vus.made.map(({ interrupts }) => interrupts)).toEqual([0, 1, 1])
  expect(runner.state.stage).toBe('done')
  expect(vus.released).toBe(3)
})

it('follows a change of rate without losing or repeating an arrival', () => {
  const { runner, vus, schedule } = runnerOf({ rate: 10, duration: 2000 })
  runner.tick(999)
  runner.replaceSchedule(withRate(schedule, { at: 1000, rate: 100, rampMs: 0 }))
  for (let now = 1000; now <= 2000; now += 1) runner.tick(now)
  expect(vus.started).toBe(10 + 100)
})

it('starts nothing while paused and owes nothing afterwards', () => {
  const { runner, vus, schedule } = runnerOf({ rate: 10, duration: 1000 })
  runner.tick(450)
  const paused = pausedAt(schedule, 500)
  runner.replaceSchedule(paused)
  runner.tick(5000)
  expect(runner.state.stage).toBe('running')
  expect(vus.started).toBe(5)
  runner.replaceSchedule(resumedAt(paused, 10_500))
  runner.tick(10_500)
  expect(vus.started).toBe(6)
  runner.tick(11_000)
  expect(vus.started).toBe(10)
})
