import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { ArrivalCursor } from './arrival-cursor.ts'
import { constantArrivals, endedAt, pausedAt, resumedAt, withRate } from './arrivals.ts'
import type { VuOrder } from './idle-vus.ts'
import { OpenRunner, type OpenTerms } from './open-runner.ts'
import { wholeStripe } from './stripe.ts'
import { FakeVus } from './testing/fake-vus.ts'

interface Given {
  readonly rate?: number
  readonly duration?: number
  readonly startTime?: number
  readonly preAllocated?: number
  readonly max?: number
  readonly endsAtOnce?: boolean
  readonly order?: VuOrder
  readonly computesFor?: number
}

function runnerOf({
  rate = 10,
  duration = 1000,
  startTime = 0,
  preAllocated = 1,
  max = preAllocated,
  endsAtOnce = true,
  order = 'longest-rested',
  computesFor = 0,
}: Given) {
  const vus = new FakeVus({ endsAtOnce, computesFor })
  const schedule = constantArrivals(rate, duration)
  const cursor = new ArrivalCursor(schedule, wholeStripe, { kind: 'even' })
  const terms: OpenTerms = {
    schedule,
    startsAt: startTime,
    gracefulStop: 500,
    max,
    maxOfInstance: 2 * max,
    isStopped: false,
  }
  const runner = new OpenRunner({ cursor, terms, preAllocated, order, vus, wake: () => undefined })
  return { runner, vus, schedule, follow: (change: Partial<OpenTerms>) => runner.follow({ ...terms, ...change }) }
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

it('drops what could not begin by a second after the end', () => {
  const { runner, vus } = runnerOf({ rate: 20, duration: 1000 })
  runner.tick(500)
  runner.tick(1900)
  expect([vus.due, vus.started, vus.dropped]).toEqual([20, 20, 0])
  const late = runnerOf({ rate: 20, duration: 1000 })
  late.runner.tick(500)
  late.runner.tick(2001)
  expect([late.vus.due, late.vus.started, late.vus.dropped]).toEqual([20, 11, 9])
})

it('lets other things have their turn between iterations that take long to begin', () => {
  const { runner, vus } = runnerOf({ rate: 1000, preAllocated: 10, endsAtOnce: false, computesFor: 60 })
  expect(runner.tick(100)).toBe(1)
  expect(runner.tick(100)).toBe(2)
  expect([vus.due, vus.started]).toEqual([2, 2])
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

it('comes back for the rest when more is due than one tick can do, and ends only after it', () => {
  const { runner, vus } = runnerOf({ rate: 1_000_000, duration: 1000, endsAtOnce: false })
  for (let now = 1000; runner.state.stage !== 'stopping'; now += 1) runner.tick(now)
  expect([vus.due, vus.started, vus.dropped]).toEqual([1_000_000, 1, 999_999])
})

it('drops an arrival that finds no idle VU, then makes one VU more', async () => {
  const { runner, vus } = runnerOf({ preAllocated: 1, max: 2, endsAtOnce: false })
  runner.tick(0)
  runner.tick(100)
  expect(vus.dropped).toBe(1)
  await setImmediate()
  expect(runner.state).toEqual({ stage: 'running', busy: 1, allocated: 2, active: 1 })
  runner.tick(200)
  expect(vus.busy.length).toBe(2)
  runner.tick(300)
  await setImmediate()
  expect(runner.state.allocated).toBe(2)
  expect(vus.warnings).toEqual([4])
})

it.each([
  ['longest-rested', [1, 1, 1]],
  ['last-used', [0, 0, 3]],
] as const)('gives arrivals to the VU that is %s', (order, starts) => {
  const { runner, vus } = runnerOf({ preAllocated: 3, order })
  for (const now of [0, 100, 200]) runner.tick(now)
  expect(vus.made.map((vu) => vu.starts.length)).toEqual(starts)
})

it('gives iterations in flight their gracefulStop and interrupts those that need longer', () => {
  const { runner, vus } = runnerOf({ preAllocated: 3, rate: 3, endsAtOnce: false })
  runner.tick(700)
  expect(runner.tick(1000)).toBe(1500)
  vus.busy[0]?.end()
  runner.tick(1499)
  expect(runner.state).toEqual({ stage: 'stopping', busy: 2, allocated: 3, active: 2 })
  runner.tick(1500)
  expect(vus.made.map(({ interrupts }) => interrupts)).toEqual([0, 1, 1])
  expect(runner.state.stage).toBe('done')
  expect(vus.released).toBe(3)
})

it('follows a change of rate without losing or repeating an arrival', () => {
  const { runner, vus, schedule, follow } = runnerOf({ rate: 10, duration: 2000 })
  runner.tick(999)
  follow({ schedule: withRate(schedule, { at: 1000, rate: 100, rampMs: 0 }) })
  for (let now = 1000; now <= 2000; now += 1) runner.tick(now)
  expect(vus.started).toBe(10 + 100)
})

it('starts nothing while paused and owes nothing afterwards', () => {
  const { runner, vus, schedule, follow } = runnerOf({ rate: 10, duration: 1000 })
  runner.tick(450)
  const paused = pausedAt(schedule, 500)
  follow({ schedule: paused })
  runner.tick(5000)
  expect(runner.state.stage).toBe('running')
  expect(vus.started).toBe(5)
  follow({ schedule: resumedAt(paused, 10_500) })
  runner.tick(10_500)
  expect(vus.started).toBe(6)
  runner.tick(11_000)
  expect(vus.started).toBe(10)
})

it('sleeps through a pause, however late in it', () => {
  const { runner, schedule, follow } = runnerOf({ rate: 10, duration: 1000 })
  runner.tick(450)
  follow({ schedule: pausedAt(schedule, 500) })
  expect(runner.tick(5000)).toBe(Infinity)
})

it('waits on when a pause came before its start', () => {
  const { runner, vus, schedule, follow } = runnerOf({ startTime: 50 })
  follow({ schedule: pausedAt(schedule, -10) })
  expect(runner.tick(60)).toBe(Infinity)
  follow({ startsAt: 90 })
  runner.tick(90)
  expect(vus.made[0]?.starts).toEqual([90])
})

it('never begins when it is stopped before its start', () => {
  const { runner, vus, schedule, follow } = runnerOf({ startTime: 50 })
  follow({ schedule: endedAt(schedule, -10), isStopped: true })
  runner.tick(20)
  expect(runner.state.stage).toBe('done')
  expect(vus.made.length).toBe(0)
})

it('makes more VUs when the most is raised, and lets those above a lower one end what they do', async () => {
  const { runner, vus, follow } = runnerOf({ preAllocated: 2, max: 2, rate: 100, endsAtOnce: false })
  runner.tick(20)
  expect(vus.dropped).toBe(1)
  follow({ max: 3 })
  runner.tick(30)
  await setImmediate()
  runner.tick(40)
  expect(runner.state).toEqual({ stage: 'running', busy: 3, allocated: 3, active: 3 })
  follow({ max: 1 })
  expect(runner.state).toEqual({ stage: 'running', busy: 3, allocated: 3, active: 3 })
  for (const vu of vus.busy) vu.end()
  expect(runner.state).toEqual({ stage: 'running', busy: 0, allocated: 1, active: 0 })
  expect(vus.released).toBe(2)
  runner.tick(50)
  expect(runner.state.busy).toBe(1)
})

it('interrupts what is in flight when it is stopped at once in its gracefulStop', () => {
  const { runner, vus, schedule, follow } = runnerOf({ preAllocated: 1, endsAtOnce: false })
  runner.tick(0)
  expect(runner.tick(1000)).toBe(1500)
  follow({ schedule, gracefulStop: 100, isStopped: true })
  runner.tick(1100)
  expect(vus.made[0]?.interrupts).toBe(1)
  expect(runner.state.stage).toBe('done')
})
