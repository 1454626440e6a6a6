import type { Actor, Command } from '../../engine/api.ts'
import type { Millis } from '../../base/units.ts'
import type { Size } from '../charts/panel.ts'
import { firstLogLook, type LogLook } from '../lists/log-entries.ts'
import { firstRequestsLook, type RequestsLook } from '../lists/request-rows.ts'
import { defaultStepIndex, stepSizes } from './load-step.ts'
import { type Prompt, type PromptKind, promptOf } from './prompt.ts'
import { liveTime, type TimeView } from './time-view.ts'
import type { ViewName } from './view-table.ts'

/** What can fill the screen: the views, and what is read over them. */
export type Place = ViewName | 'help' | 'summary'

/** The echo of the last key: what is now so, or why not. */
export interface Message {
  readonly text: string
  readonly accepted: boolean
  /** Time of the run, so that it can fade. */
  readonly at: Millis
}

/** A command that waits for a yes. */
export interface Question {
  readonly text: string
  readonly command: Command
  readonly by: Actor
}

/** A summary of the run as it was at some moment. */
export interface ReadSummary {
  readonly lines: readonly string[]
  readonly at: Millis
}

/** All that the screen knows besides the run. */
export interface UiState {
  readonly view: Place
  /** Where leaving the help or a summary leads. */
  readonly back: ViewName
  /** Undefined = the first scenario. */
  readonly selected: string | undefined
  readonly stepIndex: number
  /** How often the charts were turned, where not all fit. */
  readonly chart: number
  /** The same for the pages of other views. */
  readonly page: number
  /** The first row that is shown, where a view has more rows than the screen. */
  readonly tops: Readonly<Partial<Record<Place, number>>>
  readonly time: TimeView
  /** How often the time that plans are shown over was halved. */
  readonly planZoom: number
  readonly requests: RequestsLook
  readonly log: LogLook
  readonly summary: ReadSummary | undefined
  readonly size: Size
  readonly prompt: Prompt | undefined
  readonly question: Question | undefined
  readonly message: Message | undefined
}

/** How the operator looks at lists. */
export interface Looks {
  readonly requests?: RequestsLook
  readonly log?: LogLook
}

export type UiChange =
  | { readonly type: 'show'; readonly view: Place; readonly looks?: Looks }
  | { readonly type: 'look'; readonly looks: Looks }
  | { readonly type: 'leave' }
  | { readonly type: 'select'; readonly name: string }
  | { readonly type: 'set-step'; readonly index: number }
  | { readonly type: 'turn' }
  | { readonly type: 'scroll'; readonly top: number }
  | { readonly type: 'set-time'; readonly time: TimeView }
  | { readonly type: 'zoom-plan'; readonly zoom: number }
  | { readonly type: 'read'; readonly summary: ReadSummary }
  | { readonly type: 'resize'; readonly size: Size }
  | { readonly type: 'ask'; readonly kind: PromptKind; readonly text: string }
  | { readonly type: 'edit'; readonly prompt: Prompt }
  | { readonly type: 'reject'; readonly problem: string }
  | { readonly type: 'close-prompt' }
  | { readonly type: 'question'; readonly question: Question | undefined }
  | { readonly type: 'say'; readonly message: Message }

export const initialState = (size: Size): UiState => ({
  view: 'overview',
  back: 'overview',
  selected: undefined,
  stepIndex: defaultStepIndex,
  chart: 0,
  page: 0,
  tops: {},
  time: liveTime,
  planZoom: 0,
  requests: firstRequestsLook,
  log: firstLogLook,
  summary: undefined,
  size,
  prompt: undefined,
  question: undefined,
  message: undefined,
})

export const stepPercent = ({ stepIndex }: Pick<UiState, 'stepIndex'>): number => stepSizes[stepIndex] ?? 20

/** The view, or that which is under the help or a summary. */
export const viewUnder = ({ view, back }: UiState): ViewName => (view === 'help' || view === 'summary' ? back : view)

type Reducers = {
  readonly [T in UiChange['type']]: (state: UiState, change: Extract<UiChange, { type: T }>) => UiState
}

const reducers: Reducers = {
  show: (state, { view, looks = {} }) => ({ ...show(state, view), ...looks }),
  look: (state, { looks }) => ({ ...state, ...looks }),
  leave: (state) => {
    const under = viewUnder(state)
    return show(state, state.view === under ? 'overview' : under)
  },
  select: (state, { name }) => ({ ...state, selected: name }),
  'set-step': (state, { index }) => ({ ...state, stepIndex: Math.min(stepSizes.length - 1, Math.max(0, index)) }),
  turn: (state) =>
    state.view === 'overview' ? { ...state, chart: state.chart + 1 } : { ...state, page: state.page + 1 },
  scroll: (state, { top }) => ({ ...state, tops: { ...state.tops, [state.view]: top } }),
  'set-time': (state, { time }) => ({ ...state, time }),
  'zoom-plan': (state, { zoom }) => ({ ...state, planZoom: zoom }),
  read: (state, { summary }) => ({ ...show(state, 'summary'), summary, tops: { ...state.tops, summary: 0 } }),
  resize: (state, { size }) => ({ ...state, size }),
  ask: (state, { kind, text }) => ({ ...state, prompt: promptOf(kind, text) }),
  edit: (state, { prompt }) => (state.prompt === undefined ? state : { ...state, prompt }),
  reject: (state, { problem }) =>
    state.prompt === undefined ? state : { ...state, prompt: { ...state.prompt, problem } },
  'close-prompt': (state) => ({ ...state, prompt: undefined }),
  question: (state, { question }) => ({ ...state, question }),
  say: (state, { message }) => ({ ...state, message }),
}

const show = (state: UiState, view: Place): UiState => ({ ...state, view, back: viewUnder(state), page: 0 })

export function reduce(state: UiState, change: UiChange): UiState {
  const reducer = reducers[change.type] as (state: UiState, change: UiChange) => UiState
  return reducer(state, change)
}
