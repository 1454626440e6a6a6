import { formatDuration, parseDuration } from '../../base/duration.ts'
import { type Parsed, parsed, problems } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'
import type { Millis } from '../../base/units.ts'

/**
 * Reads one kind of value from a script or a config file, and writes it as k6's JSON does.
 * `at` is how the user knows the value (`options.vus`): problems begin with it.
 */
export interface JsonCodec<T> {
  /** `value` is what JSON can say, but null. */
  readonly fromJson: (value: unknown, at: string) => Parsed<T>
  readonly toJson: (value: T) => unknown
  /** Warnings about a value that k6 takes without a word, such as a field with a typing mistake in it. */
  readonly doubts?: (value: unknown, at: string) => readonly string[]
}

/** Reads it from the command line and the environment too. */
export interface Codec<T> extends JsonCodec<T> {
  /** The texts given for one flag, in order; never none. */
  readonly fromFlags: (texts: readonly string[], at: string) => Parsed<T>
  readonly fromEnv: (text: string, at: string) => Parsed<T>
}

/** The value as the user may recognise it, cut where it gets long. */
export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

export const mustBe = (at: string, expected: string, got: unknown): Parsed<never> =>
  problems(`${at} must be ${expected}, got ${show(got)}`)

/** What a value of the right type has to satisfy; `text` goes after "must be". */
export interface Rule<T> {
  readonly text: string
  readonly holds: (value: T) => boolean
}

interface Scalar<T> {
  /** Goes after "must be": `a whole number`. */
  readonly expected: string
  /** Undefined when the value is of another kind. */
  readonly parse: (value: unknown) => T | undefined
  /** Where a text says more than the same JSON string would. */
  readonly parseText?: (text: string) => T | undefined
  /** For messages, in the unit the user wrote. */
  readonly print?: (value: T) => string
  readonly toJson?: (value: T) => unknown
}

/** A codec of one plain value. A flag given twice counts as given last. */
export function scalar<T>(kind: Scalar<T>, rule?: Rule<T>): Codec<T> {
  const check = (value: T | undefined, got: unknown, at: string): Parsed<T> => {
    if (value === undefined) return mustBe(at, kind.expected, got)
    if (rule === undefined || rule.holds(value)) return parsed(value)
    return problems(`${at} must be ${rule.text}, got ${kind.print?.(value) ?? show(got)}`)
  }
  const fromText = (text: string, at: string): Parsed<T> => check((kind.parseText ?? kind.parse)(text), text, at)
  return {
    fromJson: (value, at) => check(kind.parse(value), value, at),
    fromFlags: (texts, at) => fromText(texts.at(-1) ?? '', at),
    fromEnv: fromText,
    toJson: kind.toJson ?? ((value) => value),
  }
}

export const atLeast = (limit: number): Rule<number> => ({
  text: `${limit} or more`,
  holds: (value) => value >= limit,
})
export const moreThan = (limit: number): Rule<number> => ({
  text: `more than ${limit}`,
  holds: (value) => value > limit,
})
export const within = (low: number, high: number): Rule<number> => ({
  text: `from ${low} to ${high}`,
  holds: (value) => value >= low && value <= high,
})

const toInteger = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(number) ? (number as number) : undefined
}

/** Texts of digits count as numbers, also in a script, as in k6: `vus: __ENV.VUS`. */
export const integer = (rule?: Rule<number>): Codec<number> =>
  scalar({ expected: 'a whole number', parse: toInteger, print: String }, rule)

const toNumber = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return Number.isFinite(number) ? (number as number) : undefined
}

export const decimal = (rule?: Rule<number>): Codec<number> =>
  scalar({ expected: 'a number', parse: toNumber, print: String }, rule)

const durationKind: Scalar<Millis> = {
  expected: 'a duration such as 30s, 1m30s or 1.5h, or a number of milliseconds',
  parse: parseDuration,
  print: formatDuration,
  toJson: formatDuration,
}

export const duration = (rule?: Rule<Millis>): Codec<Millis> => scalar(durationKind, rule)

export const durationAtLeast = (limit: Millis): Codec<Millis> =>
  duration({ text: `${limit === 0 ? '0' : formatDuration(limit)} or more`, holds: (value) => value >= limit })

export const durationAbove0: Codec<Millis> = duration(moreThan(0))

const wordsForTrue = ['true', 'TRUE', 'True', 't', 'T', '1']
const wordsForFalse = ['false', 'FALSE', 'False', 'f', 'F', '0']

export const boolean: Codec<boolean> = scalar({
  expected: 'true or false',
  parse: (value) => (typeof value === 'boolean' ? value : undefined),
  parseText: (text) => wordsForTrue.includes(text) || (wordsForFalse.includes(text) ? false : undefined),
})

const textKind: Scalar<string> = {
  expected: 'a text',
  parse: (value) => (typeof value === 'string' ? value : undefined),
}

export const text: Codec<string> = scalar(textKind)
export const filledText: Codec<string> = scalar(textKind, { text: 'a text of at least one character', holds: Boolean })

/** One of a few words. */
export function choice<const W extends string>(words: readonly W[]): Codec<W> {
  const find = (value: unknown, at: string): Parsed<W> => {
    const word = words.find((known) => known === value)
    if (word !== undefined) return parsed(word)
    const hint = typeof value === 'string' ? didYouMean(value, words) : ''
    return problems(`${at} must be one of ${words.map(show).join(', ')}, got ${show(value)}${hint}`)
  }
  return {
    fromJson: find,
    fromFlags: (texts, at) => find(texts.at(-1), at),
    fromEnv: find,
    toJson: (word) => word,
  }
}

/** What JSON said, passed on unread. */
export const raw: Codec<unknown> = {
  fromJson: parsed,
  fromFlags: (texts) => parsed(texts.at(-1)),
  fromEnv: parsed,
  toJson: (value) => value,
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
