import { describe, expect, it } from 'vitest'
import { FakeRun } from '../testing/fake-run.ts'
import { type Frame, type FrameInputs, freshFrame, nextFrame } from './frame.ts'

function setUp() {
  const run = new FakeRun()
  run.advance(10)
  const inputs = (): FrameInputs => ({
    run: run.snapshots.get(),
    host: undefined,
    exploration: run.exploration.get(),
    reducedFps: undefined,
  })
  const first: Frame = freshFrame(inputs(), 0)
  return { run, inputs, first }
}

describe('a frame', () => {
  it('stays the same object while nothing changes', () => {
    const { inputs, first } = setUp()
    expect(nextFrame(first, inputs(), 10_000)).toBe(first)
  })

  it('keeps its numbers for half a second', () => {
    const { run, inputs, first } = setUp()
    run.patchScenario('browse', { inFlight: 77 })
    expect(nextFrame(first, inputs(), 250)).toBe(first)
    expect(nextFrame(first, inputs(), 500).values.scenarios[0]?.inFlight).toBe(77)
  })

  it('gets lines and events at once, without touching the numbers', () => {
    const { run, inputs, first } = setUp()
    run.advance(1)
    const next = nextFrame(first, inputs(), 250)
    expect(next.run.windows).toHaveLength(11)
    expect(next.values).toBe(first.values)
  })

  it('then waits with the numbers, so that both change together from the next window on', () => {
    const { run, inputs, first } = setUp()
    run.advance(1)
    const lines = nextFrame(first, inputs(), 250)
    expect(nextFrame(lines, inputs(), 500)).toBe(lines)
    const both = nextFrame(lines, inputs(), 750)
    run.advance(1)
    const later = nextFrame(both, inputs(), 1250)
    expect(later.values).toBe(run.snapshots.get())
    expect(later.run).toBe(run.snapshots.get())
  })

  it('does not put the numbers off for events that come all the time', () => {
    const { run, inputs, first } = setUp()
    const failing = (count: number) =>
      run.patch({ problems: [{ code: 0, message: 'x', count, firstAt: 0, lastAt: 0 }] })
    failing(1)
    const lines = nextFrame(first, inputs(), 250)
    failing(2)
    expect(nextFrame(lines, inputs(), 500).values.problems[0]?.count).toBe(2)
  })

  it('shows everything at once after a key', () => {
    const { run, inputs } = setUp()
    run.send({ type: 'set-rate', scenario: 'browse', rate: 120 }, 'key')
    expect(freshFrame(inputs(), 1).values.scenarios[0]?.load).toBe(120)
  })

  it('waits with what is known of the limits until the numbers change', () => {
    const { run, inputs, first } = setUp()
    const { exploration } = first
    run.exploration.set({ ...exploration, hint: 'hold 200/s' })
    expect(nextFrame(first, inputs(), 250)).toBe(first)
    expect(nextFrame(first, inputs(), 500).exploration.hint).toBe('hold 200/s')
  })
})
