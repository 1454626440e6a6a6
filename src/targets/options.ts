import { parseDuration } from '../base/duration.ts'
import type { Parsed } from '../base/result.ts'
import { parsed, problems } from '../base/result.ts'
import { didYouMean } from '../base/suggest.ts'
import type { Millis, PerSecond, Share } from '../base/units.ts'

export type ParamValue = number | string | readonly number[]

/** One parameter of a model: what `--help` says of it and how its value is read. */
export interface Option<V extends ParamValue> {
  readonly kind: 'duration' | 'count' | 'share' | 'rate' | 'rates' | 'choice'
  readonly default: V
  readonly help: string
  /** Ends the sentence "must be ...". */
  readonly expected: string
  /** Reads a text from the command line, or a value from code (ms, per second); undefined when it will not do. */
  readonly read: (given: unknown) => V | undefined
}

export type OptionTable = Readonly<Record<string, Option<ParamValue>>>
export type ParamsOf<O extends OptionTable> = { readonly [K in keyof O]: O[K] extends Option<infer V> ? V : never }
/** Values by option name, as typed (`service-time`) or as in code (`serviceTime`). */
export type GivenParams = Readonly<Record<string, unknown>>

const toNumber = (given: unknown): number =>
  typeof given === 'string' && given.trim() !== '' ? Number(given) : typeof given === 'number' ? given : Number.NaN

/** The number, if the rule holds for it; a NaN never passes. */
const keep = (value: number, rule: (value: number) => boolean): number | undefined =>
  Number.isFinite(value) && rule(value) ? value : undefined

export const duration = (fallback: Millis, help: string): Option<Millis> => ({
  kind: 'duration',
  default: fallback,
  help,
  expected: 'a duration above 0 such as 20ms or 1.5s',
  read: (given) => keep(parseDuration(given) ?? Number.NaN, (ms) => ms > 0),
})

export const count = (fallback: number, help: string, least = 1): Option<number> => ({
  kind: 'count',
  default: fallback,
  help,
  expected: `a whole number from ${least}`,
  read: (given) => keep(toNumber(given), (value) => Number.isSafeInteger(value) && value >= least),
})

/** Above 0 and below 1, unless 0 is allowed by `least`. */
export const share = (fallback: Share, help: string, least: 'zero' | 'above-zero' = 'above-zero'): Option<Share> => ({
  kind: 'share',
  default: fallback,
  help,
  expected: least === 'zero' ? 'a share from 0 to below 1, such as 0.2' : 'a share above 0 and below 1, such as 0.2',
  read: (given) => keep(toNumber(given), (value) => value < 1 && (value > 0 || (least === 'zero' && value === 0))),
})

export const rate = (fallback: PerSecond, help: string): Option<PerSecond> => ({
  kind: 'rate',
  default: fallback,
  help,
  expected: 'a number per second above 0',
  read: (given) => keep(toNumber(given), (value) => value > 0),
})

export const rates = (fallback: readonly PerSecond[], help: string): Option<readonly PerSecond[]> => ({
  kind: 'rates',
  default: fallback,
  help,
  expected: 'numbers per second above 0 with commas between, such as 100,60,140',
  read: (given) => {
    const list: readonly unknown[] = typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given : []
    const values = list.map(toNumber)
    return values.length > 0 && values.every((value) => Number.isFinite(value) && value > 0) ? values : undefined
  },
})

export const choice = <V extends string>(choices: readonly [V, ...V[]], help: string): Option<V> => ({
  kind: 'choice',
  default: choices[0],
  help,
  expected: `one of ${choices.join(', ')}`,
  read: (given) => choices.find((candidate) => candidate === given),
})

/** `serviceTime` as it is typed: `service-time`. */
export const optionName = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Every value the table asks for, given or default; or every problem at once. */
export function readOptions<O extends OptionTable>(table: O, given: GivenParams): Parsed<ParamsOf<O>> {
  const named = new Map(Object.entries(given).map(([key, value]) => [optionName(key), value]))
  const known = Object.keys(table).map(optionName)
  const wrong = [...named.keys()]
    .filter((name) => !known.includes(name))
    .map(
      (name) =>
        `--${name} is not an option of this target${didYouMean(
          `--${name}`,
          known.map((other) => `--${other}`),
        )}`,
    )
  const values: Record<string, ParamValue> = {}
  for (const [key, option] of Object.entries(table)) {
    const name = optionName(key)
    const value = named.has(name) ? option.read(named.get(name)) : option.default
    if (value === undefined) wrong.push(`--${name} must be ${option.expected}, got "${String(named.get(name))}"`)
    else values[key] = value
  }
  return wrong.length > 0 ? problems(...wrong) : parsed(values as ParamsOf<O>)
}
