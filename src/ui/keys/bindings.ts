import { viewKeys, viewTable } from '../store/view-table.ts'

/** When a key has something to act on. */
export type Condition =
  | 'always'
  /** Load can still be changed. */
  | 'live'
  /** There is more than one scenario. */
  | 'several'
  /** The selected scenario left its plan. */
  | 'overridden'
  /** Not all of the view fits on the screen. */
  | 'turning'

export interface Binding {
  readonly keys: readonly string[]
  /** The command line that does the same. */
  readonly command: string
  readonly when: Condition
  readonly help: string
  readonly footer?: FooterEntry
}

export interface FooterEntry {
  readonly keys: string
  readonly label: string
  /** Lower stays longer when the screen is narrow. */
  readonly rank: number
}

const footer = (keys: string, label: string, rank: number): FooterEntry => ({ keys, label, rank })

const viewBindings = viewTable.map(
  ({ key, name, help }, index): Binding => ({
    keys: [key],
    command: `view ${name}`,
    when: 'always',
    help: `show ${help}`,
    ...(index === 0 ? { footer: footer(viewKeys(), 'views', 3.5) } : {}),
  }),
)

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
    when: 'live',
    help: 'pause or resume: no new iterations while paused',
    footer: footer('space', 'pause', 3),
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
  ...viewBindings,
  { keys: [':'], command: 'command', when: 'always', help: 'type a command', footer: footer(':', 'command', 10) },
  { keys: ['?'], command: 'help', when: 'always', help: 'show or leave this help', footer: footer('?', 'help', 2) },
  { keys: ['escape'], command: 'overview', when: 'always', help: 'back to the overview; leave a prompt' },
  {
    keys: ['q', 'ctrl+c'],
    command: 'stop',
    when: 'always',
    help: 'stop gracefully and show the summary; again: at once',
    footer: footer('q', 'stop', 0),
  },
]

export const bindingOf = (key: string): Binding | undefined => bindings.find(({ keys }) => keys.includes(key))
