import { parsed } from '../base/result.ts'
import { optionDefaults } from '../engine/config/option-defaults.ts'
import { jsonEntry, type OptionFlag, optionNames, optionTable } from '../engine/config/option-table.ts'
import type { OptionName } from '../engine/config/option-values.ts'
import type { OptionTexts } from '../engine/config/layers.ts'
import { type RuntimeName, type RuntimeTexts, runtimeTable } from '../engine/config/runtime-options.ts'
import type { Flag } from './flag.ts'

/** The texts of such a flag go to `consolidate` unread, so that the problems of all layers come out together. */
type TextFlag = Flag<readonly string[]>

const toFlag = (flag: OptionFlag, help: string, fallback: string | undefined): TextFlag => ({
  ...flag,
  help,
  read: parsed,
  ...(fallback === undefined ? {} : { fallback }),
})

const inText = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, part]) => (Array.isArray(value) ? String(part) : `${name}=${String(part)}`))
        .join(', ')
    : String(value)

/** What the help says is in force; nothing for what is off or empty. */
export function defaultText(name: OptionName): string | undefined {
  if (name === 'vus') return '1'
  const [, value] = jsonEntry(name, optionDefaults)
  const line = value === null || value === false ? '' : inText(value)
  return line === '' ? undefined : line
}

/** The flag of each option of k6 that has one, by the option's name. */
export const optionFlags: ReadonlyMap<OptionName, TextFlag> = new Map(
  optionNames.flatMap((name) => {
    const { flag, help } = optionTable[name]
    return flag === undefined ? [] : [[name, toFlag(flag, help, defaultText(name))] as const]
  }),
)

const runtimeNames = Object.keys(runtimeTable) as RuntimeName[]

/** The flag of each runtime option of k6, by its name. */
export const runtimeFlags: ReadonlyMap<RuntimeName, TextFlag> = new Map(
  runtimeNames.map((name) => {
    const { flag, help, fallback } = runtimeTable[name]
    return [name, toFlag(flag, help, fallback)]
  }),
)

/** Reads what was given for flags; see `ParsedArgs`. */
interface Given {
  readonly valueOf: <T>(flag: Flag<T>) => T | undefined
}

function textsOf<N extends string>(
  flags: ReadonlyMap<N, TextFlag>,
  given: Given,
): { readonly [K in N]?: readonly string[] } {
  const found: { [K in N]?: readonly string[] } = {}
  for (const [name, flag] of flags) {
    const texts = given.valueOf(flag)
    if (texts !== undefined) found[name] = texts
  }
  return found
}

/** For `consolidate`. */
export const optionTexts = (given: Given): OptionTexts => textsOf(optionFlags, given)
/** For `readRuntimeOptions`. */
export const runtimeTexts = (given: Given): RuntimeTexts => textsOf(runtimeFlags, given)

/** The flags of these options. */
export const flagsOf = (...names: readonly OptionName[]): readonly TextFlag[] =>
  names.flatMap((name) => optionFlags.get(name) ?? [])
export const runtimeFlagsOf = (...names: readonly RuntimeName[]): readonly TextFlag[] =>
  names.flatMap((name) => runtimeFlags.get(name) ?? [])

/** What k6 has and kneepoint has not, with the way out. `takesValue` keeps the value from being taken for a script. */
export interface MissingFlag {
  readonly name: string
  readonly short?: string
  readonly takesValue: boolean
  readonly wayOut: string
}

export const missingFlags: readonly MissingFlag[] = [
  { name: 'traces-output', takesValue: true, wayOut: 'leave it out: kneepoint writes no traces of itself' },
  { name: 'profiling-enabled', takesValue: false, wayOut: "use node's --cpu-prof on bin/kneepoint.js" },
]

/** Commands of k6 that kneepoint has not. */
export const missingCommands: Readonly<Record<string, string>> = {
  cloud: 'kneepoint runs on this machine only; use run',
  deps: 'kneepoint has no extensions to provide',
  features: 'see --features in the help of run',
  stats: 'GET /v1/status of the REST API says how a run is doing (--address)',
  status: 'GET /v1/status of the REST API says how a run is doing (--address)',
  pause: 'press space in the run, or use the REST API (--address)',
  resume: 'press space in the run, or use the REST API (--address)',
  scale: 'press + or - in the run, or use the REST API (--address)',
  login: 'kneepoint has no cloud to log in to',
  x: 'kneepoint has no extensions',
}
