import { wrapWords } from '../base/wrap-words.ts'
import type { Command } from './command.ts'
import { type CommandName, commandNames, commandTable } from './command-table.ts'
import { type Flag, isSwitch } from './flag.ts'

const width = 80
const indent = 2
const column = 32

/** A name on the left, its meaning on the right, below where the name is too long. */
function entry(name: string, meaning: string): readonly string[] {
  const [first = '', ...more] = wrapWords(meaning, width - column)
  const left = ' '.repeat(indent) + name
  const rest = more.map((line) => ' '.repeat(column) + line)
  return left.length + 2 <= column
    ? [left.padEnd(column) + first, ...rest]
    : [left, ' '.repeat(column) + first, ...rest]
}

function flagEntry(flag: Flag): readonly string[] {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  const value = flag.bare === undefined ? ` ${flag.value ?? ''}` : `[=${flag.value ?? ''}]`
  const fallback = flag.fallback === undefined ? '' : ` (default: ${flag.fallback})`
  return entry(`${short}--${flag.name}${isSwitch(flag) ? '' : value}`, flag.help + fallback)
}

const placeholder = ({ name, isOptional, isRepeated }: Command['arguments'][number]): string =>
  (isOptional === true ? `[${name}]` : `<${name}>`) + (isRepeated === true ? '...' : '')

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines]

function commandHelp(name: CommandName): readonly string[] {
  const command = commandTable[name]
  const options = command.groups.length === 0 ? '' : ' [options]'
  const words = command.arguments.map((argument) => ` ${placeholder(argument)}`).join('')
  const hasK6Options = name === 'run'
  return [
    `kneepoint ${name}: ${command.summary}`,
    '',
    `Usage: kneepoint ${name}${options}${words}`,
    ...section(
      'Arguments',
      command.arguments.flatMap((argument) => entry(placeholder(argument), argument.help)),
    ),
    ...command.groups.flatMap(({ title, flags }) => section(title, flags.flatMap(flagEntry))),
    ...section(
      'Examples',
      command.examples.flatMap(([line, what]) => [`  # ${what}`, `  ${line}`]),
    ),
    ...(hasK6Options ? ['', ...wrapWords(layersNote, width)] : []),
  ]
}

const layersNote =
  'Options also come from the script, from the config file and from K6_ variables (K6_VUS for --vus). What is nearer wins: flags, then variables, then the script, then the file.'

function overview(): readonly string[] {
  return [
    'kneepoint finds, live, how much load a system can carry, and shows that the',
    'answer is not its own limit. It runs k6 scripts.',
    '',
    'Usage: kneepoint <command> [options]',
    ...section(
      'Commands',
      commandNames.flatMap((name) => entry(name, commandTable[name].summary)),
    ),
    '',
    'kneepoint help <command> explains a command and all of its options.',
  ]
}

/** The help on one command, or on all, at most 80 columns wide, with a line end after each line. */
export const helpText = (command?: CommandName): string =>
  [...(command === undefined ? overview() : commandHelp(command)), ''].join('\n')
