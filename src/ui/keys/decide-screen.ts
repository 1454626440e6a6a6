import { formatDuration } from '../../base/duration.ts'
import { didYouMean } from '../../base/suggest.ts'
import type { RunSnapshot } from '../../engine/api.ts'
import { formatClock } from '../../base/readable-numbers.ts'
import { mostZoom, wholeSpan } from '../plan/plan-span.ts'
import { stepSizes } from '../store/load-step.ts'
import { columnSpans, type TimeView } from '../store/time-view.ts'
import type { UiState } from '../store/ui-state.ts'
import type { ViewName } from '../store/view-table.ts'
import type { ScreenAction } from './action.ts'
import { looksFor } from './decide-list.ts'
import { change, type Decision, type Handlers, refuse } from './decision.ts'
import { promptSpecs } from './prompts.ts'
import { selectedScenario } from './selected-scenario.ts'

export const screenHandlers: Handlers<ScreenAction> = {
  'turn-step': ({ turn }, { stepIndex }) => changeStep(stepIndex + turn),
  'set-step': ({ percent }) => changeStep(stepSizes.indexOf(percent)),
  'turn-scenario': ({ turn }, state, run) => turnScenario(turn, state, run),
  select: ({ name }, _, run) => select(name, run),
  'toggle-help': (_, { view }) => change(view === 'help' ? { type: 'leave' } : { type: 'show', view: 'help' }),
  leave: () => change({ type: 'leave' }),
  show: ({ view }, state, run) => show(view, state, run),
  ask: ({ kind }, state, run) => change({ type: 'ask', kind, text: promptSpecs[kind].initial({ state, run }) }),
  widen: ({ turn }, state) => (state.view === 'scenarios' ? zoomPlan(turn, state) : widen(turn, state)),
  freeze: (_, state, run) => freeze(state, run),
  'scroll-time': ({ turn }, state, run) =>
    state.view === 'scenarios' ? scrollPlan(turn, state, run) : scrollTime(turn, state, run),
  summary: () => ({ type: 'read-summary' }),
}

function show(view: ViewName, state: UiState, run: RunSnapshot): Decision {
  const looks = looksFor(view, state, run)
  return change(looks === undefined ? { type: 'show', view } : { type: 'show', view, looks })
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

function widen(turn: 1 | -1, { time }: UiState): Decision {
  const columnMs = columnSpans[columnSpans.indexOf(time.columnMs) + turn]
  if (columnMs === undefined) {
    return refuse(turn === 1 ? 'the charts show all that is kept' : 'one column is one second already')
  }
  return change({ type: 'set-time', time: { ...time, columnMs } }, `one column is ${formatDuration(columnMs)}`)
}

function zoomPlan(turn: 1 | -1, { planZoom }: UiState): Decision {
  const zoom = planZoom - turn
  if (zoom < 0) return refuse('the plans are shown whole')
  if (zoom > mostZoom) return refuse('the plans are as large as they get')
  return change({ type: 'zoom-plan', zoom })
}

/** A quarter of what is shown. */
function scrollPlan(turn: 1 | -1, { time, planZoom }: UiState, run: RunSnapshot): Decision {
  const whole = wholeSpan(run.scenarios, run.elapsed)
  const now = time.until ?? run.elapsed
  const moved = now + (turn * whole.to) / 2 ** planZoom / 4
  const until = Math.min(whole.to, Math.max(0, moved))
  return until === now
    ? refuse(turn === 1 ? 'this is the end' : 'this is the beginning')
    : change({ type: 'set-time', time: { ...time, until } })
}

const newestOf = ({ windows }: RunSnapshot): number => windows.at(-1)?.to ?? 0

function freeze({ time }: UiState, run: RunSnapshot): Decision {
  if (time.until !== undefined) {
    return change({ type: 'set-time', time: { ...time, until: undefined } }, 'the charts go on')
  }
  const until = newestOf(run)
  return change({ type: 'set-time', time: { ...time, until } }, standStill(until))
}

const standStill = (until: number): string => `the charts stand still at ${formatClock(until)}`

/** A quarter of a narrow screen: what was at one edge is still there afterwards. */
const columnsPerScroll = 15

function scrollTime(turn: 1 | -1, { time }: UiState, run: RunSnapshot): Decision {
  const [oldest, newest] = [run.windows[0]?.to ?? 0, newestOf(run)]
  const now = time.until ?? newest
  const until = Math.min(newest, Math.max(oldest, now + turn * columnsPerScroll * time.columnMs))
  if (until === now) return refuse(turn === 1 ? 'this is the newest' : 'this is the oldest that is kept')
  const moved: TimeView = { ...time, until }
  return change({ type: 'set-time', time: moved }, standStill(until))
}
