import { describe, expect, it } from 'vitest'
import type { TrialRecord } from '../../analysis/explorer/trial.ts'
import { ExplorationDesk } from './exploration-desk.ts'
import { type ExploreSettings, unasked } from './settings.ts'
import { VirtualRun } from './testing/virtual-run.ts'

function setUp(settings: Partial<ExploreSettings> = {}, run = new VirtualRun('bounded')) {
  const held: TrialRecord[] = []
  const desk = new ExplorationDesk(run, { ...unasked, ...settings }, { held: (record) => held.push(record) })
  const state = (): string | undefined => desk.exploration.get().search?.state
  return { run, desk, held, state }
}

const isOver =
  ({ state }: ReturnType<typeof setUp>) =>
  (): boolean =>
    state() === 'done' || state() === 'asking'

describe('the search', () => {
  it('begins by itself when it is told to, finds what the target can carry, and ends the run', () => {
    const scene = setUp({ auto: true, stopsRun: true, overload: 'yes' })
    const { run, desk, held } = scene
    run.passUntil(isOver(scene))
    const { capacity } = desk.conclude()
    expect(capacity.capacity.kind).toBe('found')
    expect(capacity.capacity.value).toBeCloseTo(400, -1)
    expect(capacity.buckle).toMatchObject({ kind: 'none' })
    expect(held.length).toBeGreaterThan(8)
    expect(run.sent.at(-1)).toMatchObject({ command: { type: 'stop', graceful: true }, by: 'explorer' })
    expect(run.sent.every(({ because, command }) => because !== undefined || command.type === 'stop')).toBe(true)
  })

  it('counts users in the closed model', () => {
    const scene = setUp({ auto: true, overload: 'yes' }, new VirtualRun('unbounded', {}, { kind: 'users', think: 100 }))
    scene.run.passUntil(isOver(scene))
    const { capacity } = scene.desk.conclude()
    expect(capacity.model).toBe('closed')
    expect(capacity.saturation.value / 48.2).toBeCloseTo(1, 1)
  })

  it('asks before it overloads the target, and goes on when told so', () => {
    const scene = setUp({ auto: true, overload: 'ask' })
    const { run, desk, state } = scene
    run.passUntil(isOver(scene))
    expect(state()).toBe('asking')
    expect(Math.max(...run.loadsByExplorer)).toBeLessThan(900)
    expect(run.load).toBe(20)
    expect(desk.exploration.get().capacity.buckle).toBeUndefined()
    expect(desk.send({ type: 'explore', action: 'overload' }, 'key').accepted).toBe(true)
    run.passUntil(() => state() === 'done')
    expect(desk.conclude().capacity.buckle).toMatchObject({ kind: 'none' })
    expect(Math.max(...run.loadsByExplorer)).toBeGreaterThan(1000)
  })

  it('never overloads where it must not', () => {
    const scene = setUp({ auto: true, overload: 'no' })
    scene.run.passUntil(isOver(scene))
    expect(scene.state()).toBe('done')
    expect(scene.desk.send({ type: 'explore', action: 'overload' }, 'key').accepted).toBe(false)
  })

  it('never asks for more than it may', () => {
    const scene = setUp({ auto: true, overload: 'yes', maxLoad: 150 })
    scene.run.passUntil(isOver(scene))
    expect(Math.max(...scene.run.loadsByExplorer)).toBe(150)
    expect(scene.desk.conclude().capacity).toMatchObject({ capacity: { kind: 'at-least' }, limitedBy: 'max-load' })
  })
})

describe('whoever changes the load', () => {
  it('takes over at once, and hands back with what was learned by then', () => {
    const { run, desk, state } = setUp()
    run.pass(1)
    expect(desk.send({ type: 'explore', action: 'begin' }, 'key').accepted).toBe(true)
    run.pass(20)
    const answer = desk.send({ type: 'set-rate', scenario: 'explore', rate: 333 }, 'key')
    expect(answer).toEqual({ accepted: true, said: 'load explore 448 -> 333/s; the load is yours, a hands it back' })
    const sent = run.sent.length
    run.pass(8)
    expect(run.sent).toHaveLength(sent)
    expect(state()).toBe('by-hand')
    expect(desk.send({ type: 'explore', action: 'begin' }, 'key').accepted).toBe(true)
    run.pass(1)
    expect(state()).toBe('searching')
    const byHand = desk.exploration.get().records.filter(({ trial }) => trial.purpose === 'by-hand')
    expect(byHand.map(({ hold }) => hold.load)).toEqual([333])
  })

  it('keeps the hold that goes on when he changes the load again', () => {
    const { run, desk } = setUp()
    desk.send({ type: 'explore', action: 'begin' }, 'key')
    run.pass(10)
    for (const rate of [200, 300]) {
      desk.send({ type: 'set-rate', scenario: 'explore', rate }, 'key')
      run.pass(5)
    }
    const loads = desk.conclude().records.map(({ hold }) => hold.load)
    expect(loads).toEqual(expect.arrayContaining([200, 300]))
  })

  it('may also just leave it, and a refused command changes nothing', () => {
    const { run, desk, state } = setUp()
    expect(desk.send({ type: 'explore', action: 'leave' }, 'key')).toEqual({
      accepted: false,
      said: 'nothing explores',
    })
    desk.send({ type: 'explore', action: 'begin' }, 'key')
    run.pass(5)
    run.refusal = 'no'
    desk.send({ type: 'set-rate', scenario: 'explore', rate: 1 }, 'key')
    expect(state()).toBe('searching')
    run.refusal = undefined
    expect(desk.send({ type: 'explore', action: 'leave' }, 'key').accepted).toBe(true)
    expect(state()).toBe('by-hand')
  })

  it('stops the search that is refused its loads, and says why', () => {
    const { run, desk, state } = setUp()
    desk.send({ type: 'explore', action: 'begin' }, 'key')
    run.refusal = 'the run is stopping'
    run.pass(10)
    expect(state()).toBe('by-hand')
    expect(desk.exploration.get().search?.said).toContain('the run is stopping')
  })
})

it('knows what the operator held before the search, and does not ask for it again', () => {
  const { run, desk } = setUp()
  for (const rate of [100, 300, 500, 800]) {
    desk.send({ type: 'set-rate', scenario: 'explore', rate }, 'key')
    run.pass(8)
  }
  expect(desk.conclude().capacity.capacity).toMatchObject({ kind: 'found' })
  desk.send({ type: 'explore', action: 'begin' }, 'key')
  run.pass(30)
  expect(run.loadsByExplorer.filter((load) => load > 30 && load < 300)).toEqual([])
})
