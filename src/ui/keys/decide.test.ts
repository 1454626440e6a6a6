import { describe, expect, it } from 'vitest'
import type { RunSnapshot } from '../../engine/api.ts'
import { initialState, type UiState } from '../store/ui-state.ts'
import { FakeRun } from '../testing/fake-run.ts'
import type { Action } from './action.ts'
import { objectionTo } from './conditions.ts'
import { decide } from './decide.ts'

const state = initialState({ columns: 160, rows: 50 })
const fake = new FakeRun({
  scenarios: [
    { name: 'browse', model: 'open', load: 100 },
    { name: 'checkout', model: 'closed', load: 5 },
  ],
})
const run = fake.snapshots.get()
const exploration = fake.exploration.get()

const onCheckout: UiState = { ...state, selected: 'checkout' }
const inPhase = (phase: RunSnapshot['phase']): RunSnapshot => ({ ...run, phase })
const empty: RunSnapshot = { ...run, scenarios: [] }

describe('an action is sent to the run', () => {
  it.each<[string, Action, UiState, unknown]>([
    [
      'a step as the rate of an open scenario',
      { do: 'step-load', turn: 1 },
      state,
      { type: 'set-rate', scenario: 'browse', rate: 120 },
    ],
    [
      'a step as the VUs of a closed one',
      { do: 'step-load', turn: -1 },
      onCheckout,
      { type: 'set-vus', scenario: 'checkout', vus: 4 },
    ],
    ['an amount', { do: 'add-load', by: -10 }, state, { type: 'set-rate', scenario: 'browse', rate: 90 }],
    [
      'an exact load',
      { do: 'set-load', value: 0.5, unit: 'rate', rampMs: undefined },
      state,
      { type: 'set-rate', scenario: 'browse', rate: 0.5 },
    ],
    [
      'back to the plan',
      { do: 'follow', all: false, rampMs: undefined },
      onCheckout,
      { type: 'follow-plan', scenario: 'checkout' },
    ],
    [
      'all back, over a time',
      { do: 'follow', all: true, rampMs: 500 },
      state,
      { type: 'follow-plan', scenario: undefined, rampMs: 500 },
    ],
    [
      'a load, over a time',
      { do: 'set-load', value: 7, unit: undefined, rampMs: 0 },
      onCheckout,
      { type: 'set-vus', scenario: 'checkout', vus: 7, rampMs: 0 },
    ],
    [
      'a factor for all',
      { do: 'scale', factor: 1.5, rampMs: undefined },
      state,
      { type: 'scale', scenario: undefined, factor: 1.5 },
    ],
    [
      'stages',
      { do: 'set-stages', stages: [{ duration: 1000, target: 5 }] },
      onCheckout,
      { type: 'set-stages', scenario: 'checkout', stages: [{ duration: 1000, target: 5 }] },
    ],
    [
      'a number of VUs to have',
      { do: 'set-max-vus', maxVUs: 9 },
      state,
      { type: 'set-max-vus', scenario: 'browse', maxVUs: 9 },
    ],
    ['a time for changes', { do: 'set-ramp', time: 3000 }, state, { type: 'set-ramp', rampMs: 3000 }],
    ['a start', { do: 'start-scenario' }, onCheckout, { type: 'start-scenario', scenario: 'checkout' }],
    [
      'the end of one scenario',
      { do: 'stop-scenario', now: false },
      onCheckout,
      { type: 'stop-scenario', scenario: 'checkout', graceful: true },
    ],
    ['a pause', { do: 'toggle-pause' }, state, { type: 'pause' }],
    ['an undo', { do: 'undo' }, state, { type: 'undo' }],
    ['a graceful stop', { do: 'stop', now: false }, state, { type: 'stop', graceful: true }],
    ['a stop at once', { do: 'stop', now: true }, state, { type: 'stop', graceful: false }],
    ['a mark', { do: 'mark', note: 'cache warm' }, state, { type: 'mark', note: 'cache warm' }],
  ])('as %s', (_, action, from, command) => {
    expect(decide(action, from, run)).toEqual({ type: 'send', command })
  })

  it('as resume when it is paused, and as a stop at once when it is stopping already', () => {
    expect(decide({ do: 'toggle-pause' }, state, inPhase({ kind: 'paused' }))).toMatchObject({
      command: { type: 'resume' },
    })
    const stopping = inPhase({ kind: 'stopping', deadline: 0 })
    expect(decide({ do: 'stop', now: false }, state, stopping)).toMatchObject({ command: { graceful: false } })
  })
})

describe('an action is refused with the reason', () => {
  it.each<[Action, UiState, RunSnapshot, string]>([
    [{ do: 'step-load', turn: 1 }, state, empty, 'there is no scenario yet'],
    [
      { do: 'set-load', value: 5, unit: 'vus', rampMs: undefined },
      state,
      run,
      'browse has a rate, not VUs: use :rate N',
    ],
    [
      { do: 'set-load', value: 5, unit: 'rate', rampMs: undefined },
      onCheckout,
      run,
      'checkout has VUs, not a rate: use :vus N',
    ],
    [{ do: 'set-load', value: 2.5, unit: undefined, rampMs: undefined }, onCheckout, run, 'VUs are whole: 2.5 is not'],
    [{ do: 'turn-step', turn: 1 }, { ...state, stepIndex: 6 }, run, 'steps go from 1 % to 100 %'],
    [{ do: 'turn-scenario', turn: -1 }, state, run, 'no scenario in that direction'],
    [{ do: 'select', name: 'brwse' }, state, run, 'no scenario "brwse"; did you mean "browse"?'],
  ])('%j', (action, from, snapshot, said) => {
    expect(decide(action, from, snapshot)).toEqual({ type: 'refuse', said })
  })

  it('when the load is at its end already', () => {
    const idle = { ...run, scenarios: run.scenarios.map((scenario) => ({ ...scenario, load: 0 })) }
    expect(decide({ do: 'step-load', turn: -1 }, state, idle)).toEqual({
      type: 'refuse',
      said: 'load of browse is 0 already',
    })
  })
})

describe('an action changes the screen', () => {
  it.each<[Action, unknown]>([
    [
      { do: 'turn-step', turn: -1 },
      { change: { type: 'set-step', index: 3 }, said: 'one step is 10 %' },
    ],
    [
      { do: 'set-step', percent: 50 },
      { change: { type: 'set-step', index: 5 }, said: 'one step is 50 %' },
    ],
    [{ do: 'turn-scenario', turn: 1 }, { change: { type: 'select', name: 'checkout' } }],
    [{ do: 'select', name: 'checkout' }, { change: { type: 'select', name: 'checkout' } }],
    [{ do: 'toggle-help' }, { change: { type: 'show', view: 'help' } }],
    [{ do: 'show', view: 'host' }, { change: { type: 'show', view: 'host' } }],
    [{ do: 'turn' }, { change: { type: 'turn' } }],
    [{ do: 'ask', kind: 'mark' }, { change: { type: 'ask', kind: 'mark', text: '' } }],
  ])('%j', (action, change) => {
    expect(decide(action, state, run)).toEqual({ type: 'change', ...(change as object) })
  })
})

describe('a key has something to act on', () => {
  const single: RunSnapshot = { ...run, scenarios: run.scenarios.slice(0, 1) }
  const small: UiState = { ...state, size: { columns: 80, rows: 24 } }
  const overridden: RunSnapshot = { ...run, scenarios: run.scenarios.map((each) => ({ ...each, overridden: true })) }
  const done = inPhase({ kind: 'teardown' })

  it.each([
    ['live', state, run, undefined],
    ['live', state, done, 'not while the run is in teardown'],
    ['several', state, run, undefined],
    ['several', state, single, 'there is only one scenario'],
    ['overridden', state, overridden, undefined],
    ['overridden', state, run, 'browse follows its plan already'],
    ['overridden', state, { ...overridden, phase: done.phase }, 'not while the run is in teardown'],
    [
      'waiting',
      state,
      { ...run, scenarios: run.scenarios.map((each) => ({ ...each, state: 'waiting' as const })) },
      undefined,
    ],
    ['waiting', state, run, 'browse has begun already'],
    ['frozen', { ...state, time: { columnMs: 1000, until: 5000 } }, run, undefined],
    ['explorable', state, run, undefined],
    ['explorable', state, done, 'not while the run is in teardown'],
    ['asked', state, run, 'nothing was asked'],
    ['frozen', state, run, 'the charts are live: z makes them stand still'],
    ['turning', small, run, undefined],
    ['turning', state, run, 'all charts are on the screen'],
    ['turning', { ...state, view: 'help' }, run, undefined],
    ['turning', { ...state, view: 'checks' }, run, 'all of this view is on the screen'],
    ['always', state, done, undefined],
  ] as const)('or an objection: %s (case %#)', (condition, from, snapshot, objection) => {
    expect(objectionTo(condition, { state: from, run: snapshot, exploration })).toBe(objection)
  })
})
