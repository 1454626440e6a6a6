import type { Millis } from '../../base/units.ts'
import type { Size } from '../charts/panel.ts'
import { defaultStepIndex, stepSizes } from './load-step.ts'
import type { ViewName } from './view-table.ts'

/** What is being typed. */
export interface Prompt {
  readonly kind: PromptKind
  readonly text: string
  /** Why the last Enter was not taken. */
  readonly problem: string | undefined
}

export type PromptKind = 'load' | 'mark' | 'command'

/** The echo of the last key: what is now so, or why not. */
export interface Message {
  readonly text: string
  readonly accepted: boolean
  /** Time of the run, so that it can fade. */
  readonly at: Millis
}

/** All that the screen knows besides the run. */
export interface UiState {
  readonly view: ViewName | 'help'
  /** Undefined = the first scenario. */
  readonly selected: string | undefined
  readonly stepIndex: number
  /** How often the charts were turned, where not all fit. */
  readonly chart: number
  /** The same for the pages of other views. */
  readonly page: number
  readonly size: Size
  readonly prompt: Prompt | undefined
  readonly message: Message | undefined
}

export type UiChange =
  | { readonly type: 'show'; readonly view: UiState['view'] }
  | { readonly type: 'select'; readonly name: string }
  | { readonly type: 'set-step'; readonly index: number }
  | { readonly type: 'turn' }
  | { readonly type: 'resize'; readonly size: Size }
  | { readonly type: 'ask'; readonly kind: PromptKind }
  | { readonly type: 'edit'; readonly text: string }
  | { readonly type: 'reject'; readonly problem: string }
  | { readonly type: 'close-prompt' }
  | { readonly type: 'say'; readonly message: Message }

export const initialState = (size: Size): UiState => ({
  view: 'overview',
  selected: undefined,
  stepIndex: defaultStepIndex,
  chart: 0,
  page: 0,
  size,
  prompt: undefined,
  message: undefined,
})

export const stepPercent = ({ stepIndex }: UiState): number => stepSizes[stepIndex] ?? 20

type Reducers = {
  readonly [T in UiChange['type']]: (state: UiState, change: Extract<UiChange, { type: T }>) => UiState
}

const reducers: Reducers = {
  show: (state, { view }) => ({ ...state, view, page: 0 }),
  select: (state, { name }) => ({ ...state, selected: name }),
  'set-step': (state, { index }) => ({ ...state, stepIndex: Math.min(stepSizes.length - 1, Math.max(0, index)) }),
  turn: (state) =>
    state.view === 'overview' ? { ...state, chart: state.chart + 1 } : { ...state, page: state.page + 1 },
  resize: (state, { size }) => ({ ...state, size }),
  ask: (state, { kind }) => ({ ...state, prompt: { kind, text: '', problem: undefined } }),
  edit: (state, { text }) => inPrompt(state, { text, problem: undefined }),
  reject: (state, { problem }) => inPrompt(state, { problem }),
  'close-prompt': (state) => ({ ...state, prompt: undefined }),
  say: (state, { message }) => ({ ...state, message }),
}

const inPrompt = (state: UiState, change: Partial<Prompt>): UiState =>
  state.prompt === undefined ? state : { ...state, prompt: { ...state.prompt, ...change } }

export function reduce(state: UiState, change: UiChange): UiState {
  const reducer = reducers[change.type] as (state: UiState, change: UiChange) => UiState
  return reducer(state, change)
}
