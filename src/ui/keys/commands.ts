import { type Parsed, parsed, problems, problemsOf } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'
import { logKinds } from '../lists/log-entries.ts'
import { requestColumns } from '../lists/request-rows.ts'
import { stepSizes } from '../store/load-step.ts'
import type { PromptKind } from '../store/prompt.ts'
import { viewNames } from '../store/view-table.ts'
import { type Action, scrollTargets } from './action.ts'
import { readFactor, readLoad, readStages, readTime, splitRamp } from './read-amounts.ts'

/** A word of the command line. Keys are short for these, so whatever a key does can also be typed. */
export interface CommandWord {
  readonly word: string
  /** What may follow, as the help shows it. */
  readonly argument: string
  readonly help: string
  readonly read: (argument: string) => Parsed<Action>
}

type Read = CommandWord['read']

/** Without anything after the word a prompt asks for it. */
const orAsk =
  (kind: PromptKind, read: Read): Read =>
  (text) =>
    text === '' ? parsed({ do: 'ask', kind }) : read(text)

const map = <A, B>(read: Parsed<A>, to: (value: A) => B): Parsed<B> => (read.ok ? parsed(to(read.value)) : read)

/** `10` and what the change takes, `10 in 5s`. */
function withRamp<T>(
  text: string,
  read: (rest: string) => Parsed<T>,
  to: (value: T, rampMs: number | undefined) => Action,
): Parsed<Action> {
  const split = splitRamp(text)
  if (!split.ok) return split
  const { rest, rampMs } = split.value
  return map(read(rest), (value) => to(value, rampMs))
}

const setLoad =
  (unit: 'rate' | 'vus' | undefined): Read =>
  (text) =>
    withRamp(text, readLoad, (value, rampMs) => ({ do: 'set-load', value, unit, rampMs }))

const scale: Read = (text) => withRamp(text, readFactor, (factor, rampMs) => ({ do: 'scale', factor, rampMs }))

const follow: Read = (text) =>
  withRamp(
    text,
    (rest) =>
      rest === '' || rest === 'all' ? parsed(rest === 'all') : problems(`expected nothing or all, got "${rest}"`),
    (all, rampMs) => ({ do: 'follow', all, rampMs }),
  )

function readAmount(text: string): Parsed<Action> {
  const by = Number(text)
  if (text === '' || !Number.isFinite(by)) return problems(`expected an amount such as 10 or -10, got "${text}"`)
  return parsed({ do: 'add-load', by })
}

function readMaxVUs(text: string): Parsed<Action> {
  const maxVUs = Number(text.replace(/\s*vus?$/i, ''))
  return Number.isInteger(maxVUs)
    ? parsed({ do: 'set-max-vus', maxVUs })
    : problems(`expected a number of VUs, got "${text}"`)
}

function readStep(text: string): Parsed<Action> {
  if (text === 'smaller') return parsed({ do: 'turn-step', turn: -1 })
  if (text === 'larger') return parsed({ do: 'turn-step', turn: 1 })
  const percent = Number(text.replace(/\s*%$/, ''))
  if (stepSizes.includes(percent)) return parsed({ do: 'set-step', percent })
  return problems(`expected smaller, larger or one of ${stepSizes.join(' ')} %, got "${text}"`)
}

function readScenario(text: string): Parsed<Action> {
  if (text === 'next') return parsed({ do: 'turn-scenario', turn: 1 })
  if (text === 'previous') return parsed({ do: 'turn-scenario', turn: -1 })
  return text === '' ? problems('expected a scenario, next or previous') : parsed({ do: 'select', name: text })
}

/** Nothing, or the word that makes it rude. */
const unlessNow =
  (to: (now: boolean) => Action): Read =>
  (text) =>
    text === '' || text === 'now' ? parsed(to(text === 'now')) : problems(`expected nothing or now, got "${text}"`)

function readView(text: string): Parsed<Action> {
  const view = viewNames.find((name) => name === text)
  if (view !== undefined) return parsed({ do: 'show', view })
  return problems(`expected one of ${viewNames.join(', ')}, got "${text}"${didYouMean(text, viewNames)}`)
}

/** One of a few words, each with what it does. */
const oneOf =
  (actions: Readonly<Record<string, Action>>): Read =>
  (text) => {
    const action = actions[text]
    const known = Object.keys(actions)
    return action === undefined
      ? problems(
          `expected one of ${known.map((name) => name || 'nothing').join(', ')}, got "${text}"${didYouMean(text, known)}`,
        )
      : parsed(action)
  }

const time = oneOf({
  wider: { do: 'widen', turn: 1 },
  narrower: { do: 'widen', turn: -1 },
  freeze: { do: 'freeze' },
  earlier: { do: 'scroll-time', turn: -1 },
  later: { do: 'scroll-time', turn: 1 },
})

const explore = oneOf({
  '': { do: 'explore', action: 'begin' },
  leave: { do: 'explore', action: 'leave' },
  overload: { do: 'explore', action: 'overload' },
})

const scroll = oneOf(Object.fromEntries(scrollTargets.map((to): [string, Action] => [to, { do: 'scroll', to }])))

const sort = oneOf(
  Object.fromEntries(
    [...requestColumns, 'next', 'previous', 'again', 'reverse'].map(
      (by): [string, Action] => [by, { do: 'sort', by }] as [string, Action],
    ),
  ),
)

/** `+10s` and `-1m` from where it is, `1m20s` from the beginning. */
function readSeek(text: string): Parsed<Action> {
  const [, sign = '', time = ''] = /^([+-]?)(.*)$/.exec(text) ?? []
  return map(readTime(time), (length) =>
    sign === '' ? { do: 'seek-to', to: length } : { do: 'seek', by: sign === '-' ? -length : length },
  )
}

function readSpeed(text: string): Parsed<Action> {
  if (text === 'slower') return parsed({ do: 'speed', times: 0.5 })
  if (text === 'faster') return parsed({ do: 'speed', times: 2 })
  return map(readFactor(text), (speed) => ({ do: 'set-speed', speed }))
}

const kind = oneOf(
  Object.fromEntries([...logKinds, 'next' as const].map((kind): [string, Action] => [kind, { do: 'kind', kind }])),
)

const plain =
  (action: Action): Read =>
  (text) =>
    text === '' ? parsed(action) : problems(`takes nothing after it, got "${text}"`)

const word = (word: string, argument: string, help: string, read: Read): CommandWord => ({
  word,
  argument,
  help,
  read,
})

export const commandWords: readonly CommandWord[] = [
  word('more', '', 'one step more load', plain({ do: 'step-load', turn: 1 })),
  word('less', '', 'one step less load', plain({ do: 'step-load', turn: -1 })),
  word('add', 'N', 'N more arrivals/s or VUs; negative for less', readAmount),
  word('load', '[N [in TIME]]', 'set the load of the selected scenario', orAsk('load', setLoad(undefined))),
  word('rate', 'N [in TIME]', 'set the arrivals per second of the scenario', setLoad('rate')),
  word('vus', 'N [in TIME]', 'set the VUs of the scenario', setLoad('vus')),
  word(
    'scale',
    '[FACTOR [in TIME]]',
    'all that is asked for and planned in every scenario, times FACTOR',
    orAsk('scale', scale),
  ),
  word(
    'ramp',
    '[TIME]',
    'what changes of load take from now on; 0 = at once',
    orAsk('ramp', (text) => map(readTime(text), (time) => ({ do: 'set-ramp', time }))),
  ),
  word(
    'stages',
    '[TIME:LOAD, …]',
    'what is to come of the scenario, as stages; it ends with them',
    orAsk('stages', (text) => map(readStages(text), (stages) => ({ do: 'set-stages', stages }))),
  ),
  word('max-vus', '[N]', 'how many VUs the scenario may have', orAsk('max-vus', readMaxVUs)),
  word('start-scenario', '', 'begin the scenario, which waits, now', plain({ do: 'start-scenario' })),
  word(
    'stop-scenario',
    '[now]',
    'end the scenario, gracefully or at once',
    unlessNow((now) => ({ do: 'stop-scenario', now })),
  ),
  word('step', 'N|smaller|larger', 'how much one step is, in percent', readStep),
  word('scenario', 'NAME|next|previous', 'select a scenario', readScenario),
  word('pause', '', 'start no new iterations', plain({ do: 'pause' })),
  word('resume', '', 'start iterations again', plain({ do: 'resume' })),
  word('toggle', '', 'pause, or resume when paused', plain({ do: 'toggle-pause' })),
  word('explore', '[leave|overload]', 'search for the limits; leave the load to you; go on into overload', explore),
  word('undo', '', 'take back the last change of load', plain({ do: 'undo' })),
  word('follow', '[all] [in TIME]', 'follow the plan again: the scenario, or all', follow),
  word(
    'mark',
    '[NOTE]',
    'put a note on the record and the charts',
    orAsk('mark', (note) => parsed({ do: 'mark', note })),
  ),
  word('seek', '[+-]TIME', 'another moment of the record that is replayed', readSeek),
  word('speed', 'N|slower|faster', 'how fast it is replayed', readSpeed),
  word('time', 'wider|narrower|freeze|earlier|later', 'what the charts over time show', time),
  word('scroll', scrollTargets.join('|'), 'show another part of a long view', scroll),
  word('sort', 'COLUMN|next|previous|again|reverse', 'put the requests in order', sort),
  word('kind', `${logKinds.join('|')}|next`, 'which entries the log shows', kind),
  word(
    'filter',
    '[TEXT]',
    'show only what contains TEXT',
    orAsk('filter', (text) => parsed({ do: 'filter', text })),
  ),
  word('turn', '', 'show the next chart or page', plain({ do: 'turn' })),
  word('view', 'NAME', `show a view: ${viewNames.join(', ')}`, readView),
  word('summary', '', 'read the summary of the run so far', plain({ do: 'summary' })),
  word('back', '', 'leave what is read; else show the overview', plain({ do: 'leave' })),
  word('help', '', 'show or leave the help', plain({ do: 'toggle-help' })),
  word('command', '', 'type a command', plain({ do: 'ask', kind: 'command' })),
  word(
    'stop',
    '[now]',
    'stop gracefully; now, or said again: at once',
    unlessNow((now) => ({ do: 'stop', now })),
  ),
]

const byWord: ReadonlyMap<string, CommandWord> = new Map(commandWords.map((entry) => [entry.word, entry]))

/** Reads one line of the command prompt. */
export function readCommand(typed: string): Parsed<Action> {
  const [name = '', ...rest] = typed.trim().split(/\s+/)
  const entry = byWord.get(name.toLowerCase())
  if (entry === undefined) return problems(`unknown command "${name}"${didYouMean(name, byWord.keys())}`)
  const action = entry.read(rest.join(' '))
  return action.ok ? action : problems(...problemsOf(action).map((problem) => `${entry.word}: ${problem}`))
}
