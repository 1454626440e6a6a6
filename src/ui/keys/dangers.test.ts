import { describe, expect, it } from 'vitest'
import type { Command } from '../../engine/api.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { dangerOf } from './dangers.ts'

const run = new FakeRun({ scenarios: [{ name: 'browse', model: 'open', load: 430 }] })
const running = run.snapshots.get()
run.patchScenario('browse', { state: 'waiting', startsAt: 90_000 })
const waiting = run.snapshots.get()

const rate = (value: number): Command => ({ type: 'set-rate', scenario: 'browse', rate: value })

describe('what is asked about before it is done', () => {
  it.each<[Command, typeof running, string]>([
    [
      { type: 'stop-scenario', scenario: 'browse', graceful: true },
      running,
      'stop browse gracefully? That cannot be taken back',
    ],
    [
      { type: 'start-scenario', scenario: 'browse' },
      waiting,
      'begin browse now and not at 01:30? That cannot be taken back',
    ],
    [rate(4300), running, 'load of browse up to 4,300/s, 10.0 times the most that was ever asked for: do it?'],
    [
      { type: 'set-stages', scenario: 'browse', stages: [{ duration: 1000, target: 8600 }] },
      running,
      'load of browse up to 8,600/s, 20.0 times the most that was ever asked for: do it?',
    ],
    [{ type: 'scale', scenario: undefined, factor: 10 }, running, 'make every load 10.0 times as much?'],
  ])('%j', (command, snapshot, question) => {
    expect(dangerOf(command, snapshot)).toBe(question)
  })
})

describe('what is simply done', () => {
  it.each<[Command]>([
    [rate(4200)],
    [{ type: 'scale', scenario: undefined, factor: 9 }],
    [{ type: 'start-scenario', scenario: 'browse' }],
    [{ type: 'set-vus', scenario: 'nobody', vus: 99_999 }],
    [{ type: 'pause' }],
  ])('%j', (command) => {
    expect(dangerOf(command, running)).toBeUndefined()
  })

  it('small loads, however many times as much they are', () => {
    const small = new FakeRun({ scenarios: [{ name: 'browse', model: 'open', load: 1 }] }).snapshots.get()
    expect(dangerOf(rate(999), small)).toBeUndefined()
  })
})
