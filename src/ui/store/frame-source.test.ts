import { expect, it } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import { createStore } from '../../base/store.ts'
import type { HostView } from '../host-view.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { FrameSource } from './frame-source.ts'

function setUp() {
  const run = new FakeRun()
  const clock = new FakeClock()
  let drawn = 0
  const host = createStore<HostView | undefined>(undefined)
  const source = new FrameSource({
    run: run.snapshots,
    host,
    exploration: run.exploration,
    clock,
    drawingTime: () => drawn,
  })
  let published = 0
  source.frames.subscribe(() => {
    published += 1
  })
  const pass = (ms: number, share: number): void => {
    for (let tick = 0; tick < ms / 250; tick += 1) {
      clock.advance(250)
      drawn += 250 * share
      source.tick()
    }
  }
  return { run, source, pass, published: () => published }
}

it('publishes nothing while nothing changes', () => {
  const { pass, published } = setUp()
  pass(3000, 0)
  expect(published()).toBe(0)
})

it('publishes at its own beat, however often the run does', () => {
  const { run, pass, published } = setUp()
  for (let change = 0; change < 100; change += 1) run.patchScenario('browse', { inFlight: change })
  pass(500, 0)
  expect(published()).toBe(1)
})

it('draws less often when drawing takes too much, says so, and recovers', () => {
  const { source, pass } = setUp()
  pass(4000, 0.12)
  expect(source.frames.get().reducedFps).toBe(2)
  pass(4000, 0.12)
  expect(source.frames.get().reducedFps).toBe(1)
  pass(4000, 0.01)
  expect(source.frames.get().reducedFps).toBe(2)
  pass(4000, 0.01)
  expect(source.frames.get().reducedFps).toBeUndefined()
})

it('shows the effect of a key without waiting for the beat', () => {
  const { run, source } = setUp()
  run.send({ type: 'set-rate', scenario: 'browse', rate: 120 }, 'key')
  source.refresh()
  expect(source.frames.get().values.scenarios[0]?.load).toBe(120)
})
