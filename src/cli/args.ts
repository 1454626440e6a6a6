import { type Parsed, parsed, problems, problemsOf } from '../base/result.ts'
import { didYouMean } from '../base/suggest.ts'
import type { Command } from './command.ts'
import { type CommandName, commandNames, commandTable, isCommand } from './command-table.ts'
import { type Flag, isSwitch } from './flag.ts'
import { missingCommands, missingFlags } from './k6-flags.ts'

/** A command line that is right. */
export interface ParsedArgs {
  readonly command: CommandName
  readonly positional: readonly string[]
  /** What a flag of the command was given; undefined when it was not. */
  readonly valueOf: <T>(flag: Flag<T>) => T | undefined
  /** Flags that only the program behind the command knows, by name; of `target`. */
  readonly foreign: Readonly<Record<string, string>>
}

/** A flag as it stands in the command line. */
interface Occurrence {
  readonly flag: Flag
  readonly text: string
}

/** Takes the words of a command apart, flags from the rest. */
class Scanner {
  readonly positional: string[] = []
  readonly occurrences: Occurrence[] = []
  readonly foreign: Record<string, string> = {}
  readonly problems: string[] = []
  wantsHelp = false
  readonly #words: string[]
  readonly #name: CommandName
  readonly #command: Command
  readonly flags: readonly Flag[]

  constructor(name: CommandName, words: readonly string[]) {
    this.#name = name
    this.#command = commandTable[name]
    this.flags = this.#command.groups.flatMap(({ flags }) => flags)
    this.#words = [...words]
  }

  scan(): void {
    for (let word = this.#words.shift(); word !== undefined; word = this.#words.shift()) {
      if (word === '--') this.positional.push(...this.#words.splice(0))
      else if (word.startsWith('--')) this.#long(word)
      else if (word.startsWith('-') && word !== '-') this.#shorts(word)
      else this.positional.push(word)
    }
  }

  /** `--flag`, `--flag=value`, `--flag value`, `--no-flag`. */
  #long(word: string): void {
    const equals = word.indexOf('=')
    const name = equals < 0 ? word.slice(2) : word.slice(2, equals)
    const attached = equals < 0 ? undefined : word.slice(equals + 1)
    const flag = this.flags.find((known) => known.name === name)
    if (flag !== undefined) return this.#take(flag, attached, `--${name}`)
    if (name === 'help') return void (this.wantsHelp = true)
    const off = this.flags.find((known) => isSwitch(known) && `no-${known.name}` === name)
    if (off !== undefined && attached === undefined) return void this.occurrences.push({ flag: off, text: 'false' })
    if (this.#command.takesForeignFlags === true) return this.#takeForeign(name, attached)
    return this.#unknown(name, attached)
  }

  /** `-u10`, `-u=10`, `-u 10`, and switches together: `-qp`. */
  #shorts(word: string): void {
    for (let rest = word.slice(1); rest !== ''; ) {
      const letter = rest.charAt(0)
      const after = rest.slice(1)
      const flag = this.flags.find((known) => known.short === letter)
      if (flag === undefined) return letter === 'h' ? void (this.wantsHelp = true) : this.#unknownShort(letter, after)
      const takesRest = after.startsWith('=') || (!isSwitch(flag) && after !== '')
      this.#take(flag, takesRest ? after.replace(/^=/, '') : undefined, `-${letter}`)
      rest = takesRest ? '' : after
    }
  }

  #take(flag: Flag, attached: string | undefined, written: string): void {
    const text = attached ?? (isSwitch(flag) ? 'true' : (flag.bare ?? this.#words.shift()))
    if (text === undefined) this.problems.push(`${written} needs a value: ${written} ${flag.value ?? ''}`)
    else this.occurrences.push({ flag, text })
  }

  #takeForeign(name: string, attached: string | undefined): void {
    const next = this.#words[0]
    const isNext = attached === undefined && next !== undefined && !next.startsWith('--')
    this.foreign[name] = attached ?? (isNext ? (this.#words.shift() ?? '') : 'true')
  }

  #unknown(name: string, attached: string | undefined): void {
    const missing = missingFlags.find((flag) => flag.name === name)
    if (missing?.takesValue === true && attached === undefined) this.#words.shift()
    const known = this.flags.map((flag) => `--${flag.name}`)
    this.problems.push(
      missing === undefined
        ? `unknown option --${name}${didYouMean(`--${name}`, known)} (kneepoint help ${this.#name} lists all)`
        : `--${name} is an option of k6 that kneepoint does not have: ${missing.wayOut}`,
    )
  }

  #unknownShort(letter: string, after: string): void {
    const missing = missingFlags.find((flag) => flag.short === letter)
    if (missing !== undefined) return this.#unknown(missing.name, after === '' ? undefined : after)
    this.problems.push(`unknown option -${letter} (kneepoint help ${this.#name} lists all)`)
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** Flags that stand in the environment, where the command line has none. */
const fromEnvironment = (flags: readonly Flag[], env: Environment): readonly Occurrence[] =>
  flags.flatMap((flag) => {
    const text = flag.env === undefined ? undefined : env[flag.env]
    return text === undefined || text === '' ? [] : [{ flag, text }]
  })

/** Reads the texts of each flag that was given. */
function readValues(given: readonly Occurrence[], standing: readonly Occurrence[]): Parsed<ReadonlyMap<Flag, unknown>> {
  const texts = Map.groupBy(given, ({ flag }) => flag)
  const inForce = [
    ...texts,
    ...standing.filter(({ flag }) => !texts.has(flag)).map((one) => [one.flag, [one]] as const),
  ]
  const values = new Map<Flag, unknown>()
  const found: string[] = []
  for (const [flag, occurrences] of inForce) {
    const place = texts.has(flag) ? `--${flag.name}` : (flag.env ?? '')
    const read = flag.read(
      occurrences.map(({ text }) => text),
      place,
    )
    found.push(...problemsOf(read))
    if (read.ok) values.set(flag, read.value)
  }
  return found.length > 0 ? problems(...found) : parsed(values)
}

const findAbsent = (name: CommandName, positional: readonly string[]): readonly string[] =>
  commandTable[name].arguments
    .filter(({ isOptional }, index) => isOptional !== true && positional[index] === undefined)
    .map((argument) => `${name} needs <${argument.name}>: ${argument.help}`)

function findExtra(name: CommandName, positional: readonly string[]): readonly string[] {
  const taken = commandTable[name].arguments
  if (taken.at(-1)?.isRepeated === true) return []
  return positional.slice(taken.length).map((word) => `${name} does not know what to do with "${word}"`)
}

function parseCommand(name: CommandName, words: readonly string[], env: Environment): Parsed<ParsedArgs> {
  const scanner = new Scanner(name, words)
  scanner.scan()
  if (scanner.wantsHelp) return helpOn(name)
  const { positional, foreign } = scanner
  const [topic] = positional
  if (name === 'help' && topic !== undefined && !isCommand(topic)) return unknownCommand(topic)
  const values = readValues(scanner.occurrences, fromEnvironment(scanner.flags, env))
  // After an unknown flag a word too many may be its value.
  const extra = scanner.problems.length > 0 ? [] : findExtra(name, positional)
  const found = [...scanner.problems, ...problemsOf(values), ...findAbsent(name, positional), ...extra]
  if (found.length > 0 || !values.ok) return problems(...found)
  // Each value was read by its own flag.
  const valueOf = <T>(flag: Flag<T>): T | undefined => values.value.get(flag) as T | undefined
  return parsed({ command: name, positional, valueOf, foreign })
}

function unknownCommand(word: string): Parsed<never> {
  const wayOut = Object.hasOwn(missingCommands, word) ? missingCommands[word] : undefined
  if (wayOut !== undefined) return problems(`"${word}" is a command of k6 that kneepoint does not have: ${wayOut}`)
  const hint = looksLikeWork(word) ?? didYouMean(word, commandNames)
  return problems(`unknown command "${word}"${hint} (kneepoint help lists all)`)
}

const looksLikeWork = (word: string): string | undefined => {
  if (/^https?:\/\//.test(word)) return `; did you mean "kneepoint explore ${word}"?`
  return /\.(?:js|mjs|ts|mts)$/.test(word) ? `; did you mean "kneepoint run ${word}"?` : undefined
}

const helpOn = (...positional: readonly CommandName[]): Parsed<ParsedArgs> => parseCommand('help', positional, {})

/**
 * Reads the words after `kneepoint`; every problem at once. Nothing at all, `--help` and `--version` are the commands `help` and
 * `version`; `--help` after a command is the help on it.
 */
export function parseArgs(argv: readonly string[], env: Environment = {}): Parsed<ParsedArgs> {
  const [first] = argv
  const at = argv.findIndex((word) => (word === first ? !word.startsWith('-') : isCommand(word)))
  const word = at < 0 ? undefined : argv[at]
  if (word === undefined) return withoutCommand(first)
  return isCommand(word) ? parseCommand(word, argv.toSpliced(at, 1), env) : unknownCommand(word)
}

function withoutCommand(first: string | undefined): Parsed<ParsedArgs> {
  if (first === '--version') return parseCommand('version', [], {})
  if (first === undefined || first === '--help' || first === '-h') return helpOn()
  return problems(`unknown option ${first}: a command comes first (kneepoint help lists all)`)
}
