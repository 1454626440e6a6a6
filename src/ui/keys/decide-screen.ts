import { formatDuration } from '../../base/duration.ts'
import { didYouMean } from '../../base/suggest.ts'
import type { RunSnapshot } from '../../engine/api.ts'
import { formatClock } from '../../base/readable-numbers.ts'
import { stepSizes } from '../store/load-step.ts'
import { columnSpans, type TimeView } from '../store/time-view.ts'
import type { UiState } from '../store/ui-state.ts'
import type { ScreenAction, ScrollTo } from './action.ts'
import { change, type Decision, type Handlers, refuse } from './decision.ts'
import { promptSpecs } from './prompts.ts'
import { type Extent, extentOf } from './scrolling.ts'
import { selectedScenario } from './selected-scenario.ts'

export const screenHandlers: Handlers<ScreenAction> = {
  'turn-step': ({ turn }, { stepIndex }) => changeStep(stepIndex + turn),
  'set-step': ({ percent }) => changeStep(stepSizes.indexOf(percent)),
  'turn-scenario': ({ turn }, state, run) => turnScenario(turn, state, run),
  select: ({ name }, _, run) => select(name, run),
  turn: () => change({ type: 'turn' }),
  'toggle-help': (_, { view }) => change(view === 'help' ? { type: 'leave' } : { type: 'show', view: 'help' }),
  leave: () => change({ type: 'leave' }),
  show: ({ view }) => change({ type: 'show', view }),
  ask: ({ kind }, state, run) => change({ type: 'ask', kind, text: promptSpecs[kind].initial({ state, run }) }),
  widen: ({ turn }, state) => widen(turn, state),
  freeze: (_, state, run) => freeze(state, run),
  'scroll-time': ({ turn }, state, run) => scrollTime(turn, state, run),
  scroll: ({ to }, state, run) => scroll(to, state, run),
  summary: () => ({ type: 'read-summary' }),
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

function scroll(to: ScrollTo, state: UiState, run: RunSnapshot): Decision {
  const extent = extentOf({ state, run })
  if (extent === undefined || extent.total <= extent.shown) return refuse('all of it is on the screen')
  const last = extent.total - extent.shown
  const now = Math.min(last, state.tops[state.view] ?? 0)
  const top = Math.min(last, Math.max(0, targetOf(to, now, extent)))
  return top === now ? refuse(top === 0 ? 'this is the beginning' : 'this is the end') : change({ type: 'scroll', top })
}

function targetOf(to: ScrollTo, top: number, { shown, total }: Extent): number {
  switch (to) {
    case 'up':
      return top - 1
    case 'down':
      return top + 1
    case 'page-up':
      return top - shown
    case 'page-down':
      return top + shown
    case 'first':
      return 0
    case 'last':
      return total
  }
}
