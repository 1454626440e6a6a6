import { describe, expect, it } from 'vitest'
import { FakeRun } from '../testing/fake-run.ts'
import { type Frame, firstFrame, type FrameInputs, nextFrame, refreshedFrame } from './frame.ts'

function setUp() {
  const run = new FakeRun()
  run.advance(10)
  const inputs = (): FrameInputs => ({ run: run.snapshots.get(), host: undefined, reducedFps: undefined })
  const first: Frame = firstFrame(inputs(), 0)
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

  it('shows everything at once after a key', () => {
    const { run, inputs, first } = setUp()
    run.send({ type: 'set-rate', scenario: 'browse', rate: 120 }, 'key')
    expect(refreshedFrame(first, inputs(), 1).values.scenarios[0]?.load).toBe(120)
  })

  it('computes the curve anew only for new windows', () => {
    const { run, inputs, first } = setUp()
    run.patchScenario('browse', { inFlight: 77 })
    expect(nextFrame(first, inputs(), 500).curve).toBe(first.curve)
    run.advance(1)
    expect(nextFrame(first, inputs(), 500).curve).not.toBe(first.curve)
  })
})
