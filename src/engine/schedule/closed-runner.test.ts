import { expect, it } from 'vitest'
import { ClosedRunner } from './closed-runner.ts'
import { type IterationBudget, perVu, sharedBudget, unlimited } from './iteration-budget.ts'
import { wholeStripe, workerStripe } from './stripe.ts'
import { FakeVus } from './testing/fake-vus.ts'
import { constantVus, pausedVusAt, resumedVusAt, rampingVus, type VuSteps, withVus } from './vu-steps.ts'

interface Given {
  readonly steps?: VuSteps
  readonly budget?: IterationBudget
  readonly worker?: number
  readonly workers?: number
  readonly gracefulRampDown?: number
}

function runnerOf({
  steps = constantVus(3, 1000),
  budget = unlimited,
  worker = 0,
  workers = 1,
  gracefulRampDown = 0,
}: Given) {
  const vus = new FakeVus()
  const stripe = workerStripe(wholeStripe, worker, workers)
  const wake = (): void => undefined
  const runner = new ClosedRunner({
    steps,
    stripe,
    startTime: 0,
    gracefulStop: 500,
    gracefulRampDown,
    budget,
    vus,
    wake,
  })
  return { runner, vus, steps }
}

it('keeps each VU looping until the end, then lets the last iterations finish', () => {
  const { runner, vus } = runnerOf({})
  runner.tick(0)
  expect(vus.busy.length).toBe(3)
  vus.made[0]?.end()
  expect(vus.made[0]?.starts.length).toBe(2)
  runner.tick(1000)
  vus.made[0]?.end()
  expect(vus.made[0]?.starts.length).toBe(2)
  expect(runner.state.stage).toBe('stopping')
  runner.tick(1500)
  expect(vus.made.map(({ interrupts }) => interrupts)).toEqual([0, 1, 1])
  expect(runner.state).toEqual({ stage: 'done', busy: 0, allocated: 0 })
})

it('shares the VUs among workers without one too many', () => {
  const shares = [0, 1, 2].map((worker) => {
    const { runner, vus } = runnerOf({ steps: constantVus(8, 1000), worker, workers: 3 })
    runner.tick(0)
    return vus.busy.length
  })
  expect(shares).toEqual([3, 3, 2])
})

it('follows live changes of the number of VUs', () => {
  const { runner, vus, steps } = runnerOf({ gracefulRampDown: 100 })
  runner.tick(0)
  runner.replaceSteps(withVus(steps, { at: 200, vus: 5, rampMs: 0 }))
  runner.tick(200)
  expect(vus.busy.length).toBe(5)
  runner.replaceSteps(withVus(steps, { at: 300, vus: 1, rampMs: 0 }))
  expect(runner.tick(300)).toBe(400)
  vus.made[4]?.end()
  runner.tick(399)
  expect(vus.busy.length).toBe(4)
  runner.tick(400)
  expect(vus.busy.length).toBe(1)
  expect(vus.released).toBe(4)
})

it('takes a VU that is on its way out back when it is wanted again', () => {
  const { runner, vus } = runnerOf({
    steps: rampingVus(2, [
      { duration: 0, target: 1 },
      { duration: 100, target: 1 },
      { duration: 0, target: 2 },
      { duration: 500, target: 2 },
    ]),
    gracefulRampDown: 1000,
  })
  runner.tick(0)
  runner.tick(100)
  runner.tick(200)
  for (const vu of vus.busy) vu.end()
  expect(vus.busy.length).toBe(2)
})

it('does per-VU iterations and then is done', () => {
  const { runner, vus } = runnerOf({ budget: perVu(2) })
  runner.tick(0)
  for (let round = 0; round < 2; round += 1) for (const vu of vus.busy) vu.end()
  runner.tick(10)
  expect(vus.started).toBe(6)
  expect(runner.state.stage).toBe('done')
})

it('counts what the time did not allow as dropped', () => {
  const { runner, vus } = runnerOf({ budget: perVu(4) })
  runner.tick(0)
  runner.tick(1000)
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
  for (const { runner } of workers) runner.tick(0)
  for (let round = 0; round < 10; round += 1) for (const { vus } of workers) for (const vu of vus.busy) vu.end()
  for (const { runner } of workers) runner.tick(20)
  expect(workers.reduce((sum, { vus }) => sum + vus.started, 0)).toBe(11)
  expect(workers.map(({ runner }) => runner.state.stage)).toEqual(['done', 'done'])
  expect(workers.map(({ vus }) => vus.dropped)).toEqual([0, 0])
})

it('begins no iteration while paused and goes on afterwards', () => {
  const { runner, vus, steps } = runnerOf({})
  runner.tick(0)
  const paused = pausedVusAt(steps, 100)
  runner.replaceSteps(paused)
  for (const vu of vus.busy) vu.end()
  expect(vus.busy.length).toBe(0)
  runner.tick(5000)
  runner.replaceSteps(resumedVusAt(paused, 5000))
  runner.tick(5000)
  expect(vus.busy.length).toBe(3)
})
