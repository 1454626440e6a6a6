import type { Command, RunSnapshot, ScenarioView } from '../../engine/api.ts'
import { didYouMean } from '../../base/suggest.ts'
import { addLoad, stepLoad, stepSizes } from '../store/load-step.ts'
import { stepPercent, type UiChange, type UiState } from '../store/ui-state.ts'
import type { Action } from './action.ts'

/** What comes of an action: the screen changes, the run is asked, or nothing and why. */
export type Decision =
  | { readonly type: 'change'; readonly change: UiChange; readonly said?: string }
  | { readonly type: 'send'; readonly command: Command }
  | { readonly type: 'refuse'; readonly said: string }

const change = (change: UiChange, said?: string): Decision =>
  said === undefined ? { type: 'change', change } : { type: 'change', change, said }
const send = (command: Command): Decision => ({ type: 'send', command })
const refuse = (said: string): Decision => ({ type: 'refuse', said })

/** The scenario that load keys act on: the selected one, or the first. */
export const selectedScenario = (state: UiState, { scenarios }: RunSnapshot): ScenarioView | undefined =>
  scenarios.find(({ name }) => name === state.selected) ?? scenarios[0]

type Handlers = {
  readonly [T in Action['do']]: (action: Extract<Action, { do: T }>, state: UiState, run: RunSnapshot) => Decision
}

const handlers: Handlers = {
  'step-load': ({ turn }, state, run) =>
    onScenario(state, run, (scenario) =>
      setLoad(scenario, stepLoad(scenario.load, stepPercent(state), turn, scenario.model)),
    ),
  'add-load': ({ by }, state, run) =>
    onScenario(state, run, (scenario) => setLoad(scenario, addLoad(scenario.load, by))),
  'set-load': ({ value, unit }, state, run) =>
    onScenario(state, run, (scenario) => wrongUnit(scenario, unit) ?? setLoad(scenario, value)),
  follow: (_, state, run) => onScenario(state, run, ({ name }) => send({ type: 'follow-plan', scenario: name })),
  'turn-step': ({ turn }, { stepIndex }) => changeStep(stepIndex + turn),
  'set-step': ({ percent }) => changeStep(stepSizes.indexOf(percent)),
  'turn-scenario': ({ turn }, state, run) => turnScenario(turn, state, run),
  select: ({ name }, _, run) => select(name, run),
  'toggle-pause': (_, __, { phase }) => send({ type: phase.kind === 'paused' ? 'resume' : 'pause' }),
  pause: () => send({ type: 'pause' }),
  resume: () => send({ type: 'resume' }),
  undo: () => send({ type: 'undo' }),
  mark: ({ note }) => send({ type: 'mark', note }),
  stop: ({ now }, _, run) => send({ type: 'stop', graceful: !now && !isStopping(run) }),
  turn: () => change({ type: 'turn' }),
  'toggle-help': (_, { view }) => change({ type: 'show', view: view === 'help' ? 'overview' : 'help' }),
  show: ({ view }) => change({ type: 'show', view }),
  ask: ({ kind }) => change({ type: 'ask', kind }),
}

export function decide(action: Action, state: UiState, run: RunSnapshot): Decision {
  const handler = handlers[action.do] as (action: Action, state: UiState, run: RunSnapshot) => Decision
  return handler(action, state, run)
}

const isStopping = ({ phase }: RunSnapshot): boolean => phase.kind === 'stopping' || phase.kind === 'teardown'

function onScenario(state: UiState, run: RunSnapshot, act: (scenario: ScenarioView) => Decision): Decision {
  const scenario = selectedScenario(state, run)
  return scenario === undefined ? refuse('there is no scenario yet') : act(scenario)
}

function setLoad({ name, model, load }: ScenarioView, value: number): Decision {
  if (value === load && value === 0) return refuse(`load of ${name} is 0 already`)
  if (model === 'open') return send({ type: 'set-rate', scenario: name, rate: value })
  if (!Number.isInteger(value)) return refuse(`VUs are whole: ${value} is not`)
  return send({ type: 'set-vus', scenario: name, vus: value })
}

function wrongUnit({ name, model }: ScenarioView, unit: 'rate' | 'vus' | undefined): Decision | undefined {
  if (unit === 'rate' && model === 'closed') return refuse(`${name} has VUs, not a rate: use :vus N`)
  if (unit === 'vus' && model === 'open') return refuse(`${name} has a rate, not VUs: use :rate N`)
  return undefined
}

function changeStep(index: number): Decision {
  const percent = stepSizes[index]
  if (percent === undefined) return refuse(`steps go from ${stepSizes[0]} % to ${stepSizes.at(-1)} %`)
  return change({ type: 'set-step', index }, `one step is ${percent} %`)
}

function turnScenario(turn: 1 | -1, state: UiState, run: RunSnapshot): Decision {
  const names = run.scenarios.map(({ name }) => name)
  const now = names.indexOf(selectedScenario(state, run)?.name ?? '')
  const next = names[now + turn]
  return next === undefined ? refuse('no scenario in that direction') : change({ type: 'select', name: next })
}

function select(name: string, { scenarios }: RunSnapshot): Decision {
  const names = scenarios.map((scenario) => scenario.name)
  if (!names.includes(name)) return refuse(`no scenario "${name}"${didYouMean(name, names)}`)
  return change({ type: 'select', name })
}
