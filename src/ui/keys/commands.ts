import { type Parsed, parsed, problems } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'
import { stepSizes } from '../store/load-step.ts'
import { viewNames } from '../store/view-table.ts'
import type { Action } from './action.ts'

/** A word of the command line. Keys are short for these, so whatever a key does can also be typed. */
export interface CommandWord {
  readonly word: string
  /** What may follow, as the help shows it. */
  readonly argument: string
  readonly help: string
  readonly read: (argument: string) => Parsed<Action>
}

/** `430`, `430/s`, `1.5k`, `20 VUs`. */
export function readLoad(text: string): Parsed<number> {
  const match = /^(\d+(?:\.\d+)?|\.\d+)(k?)\s*(?:\/s|vus?)?$/i.exec(text.trim())
  if (match === null) return problems(`expected a load such as 430, got "${text}"`)
  return parsed(Number(match[1]) * (match[2] === '' ? 1 : 1000))
}

const setLoad =
  (unit: 'rate' | 'vus' | undefined) =>
  (text: string): Parsed<Action> => {
    if (text === '') return parsed({ do: 'ask', kind: 'load' })
    const load = readLoad(text)
    return load.ok ? parsed({ do: 'set-load', value: load.value, unit }) : load
  }

function readAmount(text: string): Parsed<Action> {
  const by = Number(text)
  if (text === '' || !Number.isFinite(by)) return problems(`expected an amount such as 10 or -10, got "${text}"`)
  return parsed({ do: 'add-load', by })
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

function readStop(text: string): Parsed<Action> {
  if (text === '') return parsed({ do: 'stop', now: false })
  return text === 'now' ? parsed({ do: 'stop', now: true }) : problems(`expected nothing or now, got "${text}"`)
}

function readView(text: string): Parsed<Action> {
  const view = viewNames.find((name) => name === text)
  if (view !== undefined) return parsed({ do: 'show', view })
  return problems(`expected one of ${viewNames.join(', ')}, got "${text}"${didYouMean(text, viewNames)}`)
}

const readMark = (text: string): Parsed<Action> =>
  parsed(text === '' ? { do: 'ask', kind: 'mark' } : { do: 'mark', note: text })

const plain =
  (action: Action) =>
  (text: string): Parsed<Action> =>
    text === '' ? parsed(action) : problems(`takes nothing after it, got "${text}"`)

const word = (word: string, argument: string, help: string, read: CommandWord['read']): CommandWord => ({
  word,
  argument,
  help,
  read,
})

export const commandWords: readonly CommandWord[] = [
  word('more', '', 'one step more load', plain({ do: 'step-load', turn: 1 })),
  word('less', '', 'one step less load', plain({ do: 'step-load', turn: -1 })),
  word('add', 'N', 'N more arrivals/s or VUs; negative for less', readAmount),
  word('load', '[N]', 'set the load of the selected scenario', setLoad(undefined)),
  word('rate', 'N', 'set the arrivals per second of the scenario', setLoad('rate')),
  word('vus', 'N', 'set the VUs of the scenario', setLoad('vus')),
  word('step', 'N|smaller|larger', 'how much one step is, in percent', readStep),
  word('scenario', 'NAME|next|previous', 'select a scenario', readScenario),
  word('pause', '', 'start no new iterations', plain({ do: 'pause' })),
  word('resume', '', 'start iterations again', plain({ do: 'resume' })),
  word('toggle', '', 'pause, or resume when paused', plain({ do: 'toggle-pause' })),
  word('undo', '', 'take back the last change of load', plain({ do: 'undo' })),
  word('follow', '', 'follow the plan again', plain({ do: 'follow' })),
  word('mark', '[NOTE]', 'put a note on the record and the charts', readMark),
  word('turn', '', 'show the next chart or page', plain({ do: 'turn' })),
  word('view', 'NAME', `show a view: ${viewNames.join(', ')}`, readView),
  word('overview', '', 'show the overview', plain({ do: 'show', view: 'overview' })),
  word('help', '', 'show or leave the help', plain({ do: 'toggle-help' })),
  word('command', '', 'type a command', plain({ do: 'ask', kind: 'command' })),
  word('stop', '[now]', 'stop gracefully; now, or said again: at once', readStop),
]

const byWord: ReadonlyMap<string, CommandWord> = new Map(commandWords.map((entry) => [entry.word, entry]))

/** Reads one line of the command prompt. */
export function readCommand(typed: string): Parsed<Action> {
  const [name = '', ...rest] = typed.trim().split(/\s+/)
  const entry = byWord.get(name.toLowerCase())
  if (entry === undefined) return problems(`unknown command "${name}"${didYouMean(name, byWord.keys())}`)
  const action = entry.read(rest.join(' '))
  return action.ok ? action : problems(...action.problems.map((problem) => `${entry.word}: ${problem}`))
}
