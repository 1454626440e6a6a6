import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { ClosedRunner, type ClosedTerms } from './closed-runner.ts'
import { type IterationBudget, perVu, sharedBudget, unlimited } from './iteration-budget.ts'
import { wholeStripe, workerStripe } from './stripe.ts'
import { FakeVus } from './testing/fake-vus.ts'
import {
  constantVus,
  endedVusAt,
  pausedVusAt,
  resumedVusAt,
  rampingVus,
  type VuSteps,
  withVus,
  withVuStages,
} from './vu-steps.ts'

interface Given {
  readonly steps?: VuSteps
  readonly budget?: IterationBudget
  readonly worker?: number
  readonly workers?: number
  readonly gracefulRampDown?: number
  readonly endsAtOnce?: boolean
}

function runnerOf({
  steps = constantVus(3, 1000),
  budget = unlimited,
  worker = 0,
  workers = 1,
  gracefulRampDown = 0,
  endsAtOnce = false,
}: Given) {
  const vus = new FakeVus({ endsAtOnce })
  const stripe = workerStripe(wholeStripe, worker, workers)
  const terms: ClosedTerms = { steps, startsAt: 0, gracefulStop: 500, isStopped: false }
  const clock = new FakeClock()
  const runner = new ClosedRunner({
    terms,
    stripe,
    gracefulRampDown,
    budget,
    vus,
    now: clock.now,
    wake: () => undefined,
  })
  const pass = (now: number): void => clock.advance(now - clock.now())
  const tick = (now: number): number => {
    pass(now)
    return runner.tick(now)
  }
  const follow = (change: Partial<ClosedTerms>): void => runner.follow({ ...terms, ...change })
  return { runner, vus, steps, pass, tick, follow }
}

it('keeps each VU looping until the end, then lets the last iterations finish', () => {
  const { runner, vus, tick } = runnerOf({})
  tick(0)
  expect(vus.busy.length).toBe(3)
  vus.made[0]?.end()
  expect(vus.made[0]?.starts.length).toBe(2)
  tick(1000)
  vus.made[0]?.end()
  expect(vus.made[0]?.starts.length).toBe(2)
  expect(runner.state.stage).toBe('stopping')
  tick(1500)
  expect(vus.made.map(({ interrupts }) => interrupts)).toEqual([0, 1, 1])
  expect(runner.state).toEqual({ stage: 'done', busy: 0, allocated: 0, active: 0 })
})

it('begins no iteration once the time is over, though the tick that ends it comes late', () => {
  const { runner, vus, pass, tick } = runnerOf({})
  tick(0)
  pass(999)
  vus.made[0]?.end()
  pass(1000)
  vus.made[1]?.end()
  expect(vus.made.map(({ starts }) => starts.length)).toEqual([2, 1, 1])
  tick(1030)
  expect(runner.state).toEqual({ stage: 'stopping', busy: 2, allocated: 2, active: 2 })
})

it('goes on when the time that was over is extended before the tick that would have ended it', () => {
  const { runner, vus, steps, pass, tick, follow } = runnerOf({})
  tick(0)
  pass(1001)
  for (const vu of vus.busy) vu.end()
  expect(vus.busy.length).toBe(0)
  follow({ steps: withVuStages(steps, 999, [{ duration: 500, target: 3 }]) })
  tick(1002)
  expect(vus.busy.length).toBe(3)
  tick(1499)
  expect(runner.state.stage).toBe('stopping')
})

it('gives VUs whose iterations never wait their turns, and the event loop its own', async () => {
  const { runner, vus, steps, pass, tick } = runnerOf({ endsAtOnce: true })
  tick(0)
  pass(steps.end)
  await setImmediate()
  tick(steps.end)
  expect(runner.state.stage).toBe('done')
  const counts = vus.made.map(({ starts }) => starts.length)
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
})

it('shares the VUs among workers without one too many', () => {
  const shares = [0, 1, 2].map((worker) => {
    const { vus, tick } = runnerOf({ steps: constantVus(8, 1000), worker, workers: 3 })
    tick(0)
    return vus.busy.length
  })
  expect(shares).toEqual([3, 3, 2])
})

it('follows live changes of the number of VUs', () => {
  const { vus, steps, tick, follow } = runnerOf({ gracefulRampDown: 100 })
  tick(0)
  follow({ steps: withVus(steps, { at: 200, vus: 5, rampMs: 0 }) })
  tick(200)
  expect(vus.busy.length).toBe(5)
  follow({ steps: withVus(steps, { at: 300, vus: 1, rampMs: 0 }) })
  expect(tick(300)).toBe(400)
  vus.made[4]?.end()
  tick(399)
  expect(vus.busy.length).toBe(4)
  tick(400)
  expect(vus.busy.length).toBe(1)
  expect(vus.released).toBe(4)
})

it('takes a VU that is on its way out back when it is wanted again', () => {
  const { vus, tick } = runnerOf({
    steps: rampingVus(2, [
      { duration: 0, target: 1 },
      { duration: 100, target: 1 },
      { duration: 0, target: 2 },
      { duration: 500, target: 2 },
    ]),
    gracefulRampDown: 1000,
  })
  tick(0)
  tick(100)
  tick(200)
  for (const vu of vus.busy) vu.end()
  expect(vus.busy.length).toBe(2)
})

it('does per-VU iterations and then is done', () => {
  const { runner, vus, tick } = runnerOf({ budget: perVu(2) })
  tick(0)
  for (let round = 0; round < 2; round += 1) for (const vu of vus.busy) vu.end()
  tick(10)
  expect(vus.started).toBe(6)
  expect(runner.state.stage).toBe('done')
})

it.each([
  ['per VU, at once', perVu(2), 'done'],
  ['shared, when others have done them', sharedBudget(5, () => 5), 'done'],
  ['shared, not before', sharedBudget(5, () => 4), 'running'],
  ['unlimited, at the end of the time', unlimited, 'running'],
] as const)('is done without VUs of its own: iterations %s', (_, budget, stage) => {
  const { runner, tick } = runnerOf({ budget, steps: constantVus(1, 1000), worker: 1, workers: 2 })
  tick(0)
  expect(runner.state.stage).toBe(stage)
  tick(1000)
  expect(runner.state.stage).toBe('done')
})

it('counts what the time did not allow as dropped', () => {
  const { vus, tick } = runnerOf({ budget: perVu(4) })
  tick(0)
  tick(1000)
  expect(vus.dropped).toBe(9)
})

it('gives out every shared iteration once over several workers', () => {
  let taken = 0
  const fetchAndAdd = (by: number): number => {
    taken += by
    return taken - by
  }
  const workers = [0, 1].map((worker) =>
    runnerOf({ budget: sharedBudget(11, fetchAndAdd), worker, workers: 2, steps: constantVus(4, 1000) }),
  )
  for (const { tick } of workers) tick(0)
  for (let round = 0; round < 10; round += 1) for (const { vus } of workers) for (const vu of vus.busy) vu.end()
  for (const { tick } of workers) tick(20)
  expect(workers.reduce((sum, { vus }) => sum + vus.started, 0)).toBe(11)
  expect(workers.map(({ runner }) => runner.state.stage)).toEqual(['done', 'done'])
  expect(workers.map(({ vus }) => vus.dropped)).toEqual([0, 0])
})

it('begins no iteration while paused, from the moment on that was said, and goes on at the moment that was said', () => {
  const { vus, steps, tick, follow } = runnerOf({})
  tick(0)
  const paused = pausedVusAt(steps, 100)
  tick(90)
  follow({ steps: paused })
  for (const vu of vus.busy) vu.end()
  expect(vus.busy.length).toBe(3)
  tick(100)
  for (const vu of vus.busy) vu.end()
  expect(vus.busy.length).toBe(0)
  expect(tick(5000)).toBe(Infinity)
  const resumed = resumedVusAt(paused, 6000)
  follow({ steps: resumed })
  expect(tick(5970)).toBe(6000)
  expect(vus.busy.length).toBe(0)
  expect(tick(6000)).toBe(6900)
  expect(vus.busy.length).toBe(3)
})

it('holds VUs that are added in a pause until its end', () => {
  const { vus, steps, tick, follow } = runnerOf({})
  tick(0)
  const paused = pausedVusAt(steps, 100)
  follow({ steps: paused })
  tick(200)
  const more = withVus(paused, { at: 200, vus: 5, rampMs: 0 })
  follow({ steps: more })
  tick(210)
  expect(vus.made.length).toBe(5)
  expect(vus.busy.length).toBe(3)
  follow({ steps: resumedVusAt(more, 300) })
  tick(300)
  expect(vus.busy.length).toBe(5)
})

it('waits on when a pause came before its start', () => {
  const { runner, vus, steps, tick, follow } = runnerOf({})
  follow({ steps: pausedVusAt(steps, -10), startsAt: 50 })
  expect(tick(60)).toBe(Infinity)
  expect(runner.state.stage).toBe('waiting')
  follow({ startsAt: 90 })
  expect(tick(80)).toBe(90)
  tick(90)
  expect(vus.busy.length).toBe(3)
})

it('never begins when it is stopped before its start', () => {
  const { runner, vus, steps, tick, follow } = runnerOf({})
  follow({ steps: endedVusAt(steps, -10), startsAt: 50, isStopped: true })
  tick(20)
  expect(runner.state.stage).toBe('done')
  expect(vus.made.length).toBe(0)
})

it('gives VUs that the last ramp takes away gracefulRampDown, and those that stay to the end gracefulStop', () => {
  const { vus, tick } = runnerOf({ steps: rampingVus(4, [{ duration: 1000, target: 2 }]), gracefulRampDown: 100 })
  tick(0)
  expect(tick(750)).toBe(850)
  tick(1000)
  expect(vus.made.map(({ interrupts }) => interrupts)).toEqual([0, 0, 0, 1])
  tick(1100)
  expect(vus.made.map(({ interrupts }) => interrupts)).toEqual([0, 0, 1, 1])
  tick(1499)
  expect(vus.busy.length).toBe(2)
  tick(1500)
  expect(vus.busy.length).toBe(0)
})

it('cuts gracefulRampDown short by gracefulStop', () => {
  const { vus, tick } = runnerOf({ steps: rampingVus(2, [{ duration: 1000, target: 0 }]), gracefulRampDown: 5000 })
  tick(0)
  tick(1000)
  tick(1499)
  expect(vus.busy.length).toBe(2)
  tick(1500)
  expect(vus.busy.length).toBe(0)
})

it('counts nothing as dropped when the operator ends it', () => {
  const { vus, steps, tick, follow } = runnerOf({ budget: perVu(4) })
  tick(0)
  follow({ steps: endedVusAt(steps, 500), isStopped: true, gracefulStop: 0 })
  tick(500)
  expect(vus.dropped).toBe(0)
  expect(vus.busy.length).toBe(0)
})
