import type { Place } from '../store/ui-state.ts'
import { viewKeys, viewTable } from '../store/view-table.ts'

/** When a key has something to act on. */
export type Condition =
  | 'always'
  /** Load can still be changed. */
  | 'live'
  /** It goes on, or would if it were not paused: a run, or the record of one. */
  | 'going'
  /** It is the record of a run. */
  | 'replayed'
  /** There is more than one scenario. */
  | 'several'
  /** The selected scenario left its plan. */
  | 'overridden'
  /** The selected scenario has not begun. */
  | 'waiting'
  /** The search for the limits is not under way. */
  | 'explorable'
  /** It has asked whether it may overload the target. */
  | 'asked'
  /** The charts stand still. */
  | 'frozen'
  /** Not all of the view fits on the screen. */
  | 'turning'

export interface Binding {
  readonly keys: readonly string[]
  /** The command line that does the same. */
  readonly command: string
  readonly when: Condition
  readonly help: string
  /** Only there, and there before any other meaning of the key; undefined = everywhere. */
  readonly in?: readonly Place[]
  readonly footer?: FooterEntry
}

export interface FooterEntry {
  readonly keys: string
  readonly label: string
  /** Lower stays longer when the screen is narrow. */
  readonly rank: number
  /** Where it is offered, if not wherever the key works. */
  readonly in?: readonly Place[]
}

const footer = (keys: string, label: string, rank: number, places?: readonly Place[]): FooterEntry =>
  places === undefined ? { keys, label, rank } : { keys, label, rank, in: places }

const viewBindings = viewTable.map(
  ({ key, name, help }, index): Binding => ({
    keys: [key],
    command: `view ${name}`,
    when: 'always',
    help: `show ${help}`,
    ...(index === 0 ? { footer: footer(viewKeys(), 'views', 3.5) } : {}),
  }),
)

const replayBindings: readonly Binding[] = [
  {
    keys: [','],
    command: 'seek -10s',
    when: 'replayed',
    help: 'ten seconds back in the record',
    footer: footer(', .', '10 s', 1.1),
  },
  { keys: ['.'], command: 'seek +10s', when: 'replayed', help: 'ten seconds on in the record' },
  {
    keys: ['{'],
    command: 'speed slower',
    when: 'replayed',
    help: 'replay half as fast',
    footer: footer('{ }', 'speed', 1.2),
  },
  { keys: ['}'], command: 'speed faster', when: 'replayed', help: 'replay twice as fast' },
]

/** What is longer than the screen and has no rows to select. */
const texts: readonly Place[] = ['requests', 'checks', 'log', 'summary']

const scrollBindings: readonly Binding[] = [
  {
    keys: ['up'],
    command: 'scroll up',
    when: 'always',
    help: 'one row up',
    in: texts,
    footer: footer('↑↓', 'scroll', 0.6),
  },
  { keys: ['down'], command: 'scroll down', when: 'always', help: 'one row down', in: texts },
  { keys: ['pageup'], command: 'scroll page-up', when: 'always', help: 'one screen up', in: texts },
  { keys: ['pagedown'], command: 'scroll page-down', when: 'always', help: 'one screen down', in: texts },
  { keys: ['home'], command: 'scroll first', when: 'always', help: 'to the beginning', in: texts },
  { keys: ['end'], command: 'scroll last', when: 'always', help: 'to the end', in: texts },
]

const listBindings: readonly Binding[] = [
  {
    keys: ['/'],
    command: 'filter',
    when: 'always',
    help: 'show only what contains a text',
    in: ['requests', 'log'],
    footer: footer('/', 'search', 0.8),
  },
  {
    keys: ['left'],
    command: 'sort previous',
    when: 'always',
    help: 'sort by the column before',
    in: ['requests'],
    footer: footer('←→', 'sort by', 0.7),
  },
  { keys: ['right'], command: 'sort next', when: 'always', help: 'sort by the next column', in: ['requests'] },
  {
    keys: ['o'],
    command: 'sort again',
    when: 'always',
    help: 'sort again: rows do not move by themselves',
    in: ['requests'],
    footer: footer('o', 'sort again', 0.75),
  },
  { keys: ['O'], command: 'sort reverse', when: 'always', help: 'turn the order round', in: ['requests'] },
  {
    keys: ['k'],
    command: 'kind next',
    when: 'always',
    help: 'show another kind of entries',
    in: ['log'],
    footer: footer('k', 'kind', 0.72),
  },
]

const timeBindings: readonly Binding[] = [
  {
    keys: ['<'],
    command: 'time wider',
    when: 'always',
    help: 'more time on the charts',
    footer: footer('< >', 'time', 11),
  },
  { keys: ['>'], command: 'time narrower', when: 'always', help: 'less time on the charts' },
  {
    keys: ['z'],
    command: 'time freeze',
    when: 'always',
    help: 'let the charts stand still, or go on',
    footer: footer('z', 'freeze', 12),
  },
  {
    keys: ['left'],
    command: 'time earlier',
    when: 'frozen',
    help: 'show what was before',
    footer: footer('←→', 'time', 1.5),
  },
  { keys: ['right'], command: 'time later', when: 'frozen', help: 'show what was after' },
]

/** The one list of keys: the dispatcher, the help view, the footer and docs/keys.md are all made from it. */
export const bindings: readonly Binding[] = [
  { keys: ['+'], command: 'more', when: 'live', help: 'one step more load', footer: footer('+ -', 'load', 1) },
  { keys: ['-'], command: 'less', when: 'live', help: 'one step less load' },
  { keys: ['['], command: 'step smaller', when: 'live', help: 'smaller steps', footer: footer('[ ]', 'step', 4) },
  { keys: [']'], command: 'step larger', when: 'live', help: 'larger steps' },
  { keys: ['='], command: 'load', when: 'live', help: 'type an exact load', footer: footer('=', 'set', 5) },
  { keys: ['w'], command: 'add 1', when: 'live', help: '1 VU or 1 arrival/s more (as in Locust)' },
  { keys: ['W'], command: 'add 10', when: 'live', help: '10 VUs or 10 arrivals/s more (as in Locust)' },
  { keys: ['s'], command: 'add -1', when: 'live', help: '1 VU or 1 arrival/s less (as in Locust)' },
  { keys: ['S'], command: 'add -10', when: 'live', help: '10 VUs or 10 arrivals/s less (as in Locust)' },
  {
    keys: ['*'],
    command: 'scale',
    when: 'live',
    help: 'every load times a factor',
    footer: footer('*', 'all times', 2.9, ['scenarios']),
  },
  {
    keys: ['r'],
    command: 'ramp',
    when: 'live',
    help: 'what changes of load take from now on',
    footer: footer('r', 'changes take', 2.8, ['scenarios']),
  },
  {
    keys: ['e'],
    command: 'stages',
    when: 'live',
    help: 'edit the stages that are to come',
    footer: footer('e', 'stages', 2.1, ['scenarios']),
  },
  {
    keys: ['v'],
    command: 'max-vus',
    when: 'live',
    help: 'how many VUs the scenario may have',
    footer: footer('v', 'maxVUs', 2.7, ['scenarios']),
  },
  {
    keys: ['b'],
    command: 'start-scenario',
    when: 'waiting',
    help: 'begin the scenario, which waits, now',
    footer: footer('b', 'begin', 2.2, ['scenarios']),
  },
  {
    keys: ['x'],
    command: 'stop-scenario',
    when: 'live',
    help: 'end the scenario; again: at once',
    footer: footer('x', 'end it', 2.3, ['scenarios']),
  },
  {
    keys: ['up'],
    command: 'scenario previous',
    when: 'several',
    help: 'select the scenario above',
    footer: footer('↑↓', 'scenario', 6),
  },
  { keys: ['down'], command: 'scenario next', when: 'several', help: 'select the scenario below' },
  {
    keys: ['space'],
    command: 'toggle',
    when: 'going',
    help: 'pause or resume: no new iterations while paused',
    footer: footer('space', 'pause', 3),
  },
  {
    keys: ['a'],
    command: 'explore',
    when: 'explorable',
    help: 'search for the limits, or go on with it; any change of load takes over',
    footer: footer('a', 'explore', 3.2),
  },
  {
    keys: ['y'],
    command: 'explore overload',
    when: 'asked',
    help: 'yes: the search may overload the target',
    footer: footer('y', 'overload the target', 0.3),
  },
  {
    keys: ['u'],
    command: 'undo',
    when: 'live',
    help: 'take back the last change of load',
    footer: footer('u', 'undo', 8),
  },
  {
    keys: ['f'],
    command: 'follow',
    when: 'overridden',
    help: 'follow the plan again',
    footer: footer('f', 'follow plan', 9),
  },
  { keys: ['m'], command: 'mark', when: 'live', help: 'mark this moment with a note', footer: footer('m', 'mark', 7) },
  {
    keys: ['tab'],
    command: 'turn',
    when: 'turning',
    help: 'show the next chart or page',
    footer: footer('tab', 'chart', 2.5),
  },
  ...replayBindings,
  ...timeBindings,
  ...scrollBindings,
  ...listBindings,
  ...viewBindings,
  {
    keys: ['R'],
    command: 'summary',
    when: 'always',
    help: 'read the summary of the run so far',
    footer: footer('R', 'summary', 13),
  },
  { keys: [':'], command: 'command', when: 'always', help: 'type a command', footer: footer(':', 'command', 10) },
  { keys: ['?'], command: 'help', when: 'always', help: 'show or leave this help', footer: footer('?', 'help', 2) },
  {
    keys: ['escape'],
    command: 'back',
    when: 'always',
    help: 'leave a prompt, the help or a summary; else back to the overview',
    footer: footer('esc', 'back', 0.5, ['help', 'summary']),
  },
  {
    keys: ['q', 'ctrl+c'],
    command: 'stop',
    when: 'always',
    help: 'stop gracefully and show the summary; again: at once',
    footer: footer('q', 'stop', 0),
  },
]

/** What a key means where it is pressed; its own meaning there comes before that which it has everywhere. */
export function bindingOf(key: string, place: Place): Binding | undefined {
  const meanings = bindings.filter(({ keys }) => keys.includes(key))
  return meanings.find((binding) => binding.in?.includes(place)) ?? meanings.find((binding) => binding.in === undefined)
}

/** Whether pressing a key of it there means this binding. */
export const isMeant = (binding: Binding, place: Place): boolean =>
  binding.keys.some((key) => bindingOf(key, place) === binding)
