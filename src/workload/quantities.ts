import { parseDuration } from '../base/duration.ts'
import { type Parsed, parsed, problems } from '../base/result.ts'
import type { Millis, PerSecond, Share } from '../base/units.ts'

/** What is read here ends a sentence that begins with the name of the field: `must be ..., got ...`. */
const mustBe = (expected: string, got: string): Parsed<never> => problems(`must be ${expected}, got ${got.trim()}`)

export type TimeUnit = 'ms' | 's' | 'min' | 'h'

const millisPer: Readonly<Record<TimeUnit, Millis>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 }

const unitWords: readonly (readonly [TimeUnit, RegExp])[] = [
  ['ms', /^(?:ms|msecs?|millis(?:econds?)?|milliseconds?|밀리초)$/i],
  ['s', /^(?:s|secs?|seconds?|초)$/i],
  ['min', /^(?:m|mins?|minutes?|분)$/i],
  ['h', /^(?:h|hrs?|hours?|시간)$/i],
]

/** The unit that a word stands for, in English or Korean. */
export const timeUnitOf = (word: string): TimeUnit | undefined =>
  unitWords.find(([, pattern]) => pattern.test(word.trim()))?.[0]

const numberAndWord = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)\s*([^\d\s.,+-].*)?$/

/** A number with commas at its thousands or without, and what stands behind it. */
function split(text: string): { readonly value: number; readonly rest: string } | undefined {
  const [, number = '', rest = ''] = numberAndWord.exec(text.trim()) ?? []
  const value = number === '' ? Number.NaN : Number(number.replaceAll(',', ''))
  return Number.isFinite(value) ? { value, rest: rest.trim() } : undefined
}

const timeExamples = 'a time with its unit, such as 0.5s or 500ms'

/** A time of `least` ms or more. Without a unit of its own it has the one that is given, of the column it stands in. */
export function readTime(text: string, columnUnit?: TimeUnit, least: 'zero' | 'above-zero' = 'zero'): Parsed<Millis> {
  const ms = timeOf(text, columnUnit)
  if (ms === 'no-unit') return problems(`has no unit: write ${text.trim()}s or ${text.trim()}ms`)
  if (ms === undefined) return mustBe(timeExamples, text)
  if (ms > 0 || (ms === 0 && least === 'zero')) return parsed(ms)
  return mustBe(least === 'zero' ? '0 or more' : 'more than 0', text)
}

function timeOf(text: string, columnUnit: TimeUnit | undefined): Millis | 'no-unit' | undefined {
  const { value, rest } = split(text) ?? {}
  if (value === undefined) return goDuration(text)
  const unit = rest === '' ? (columnUnit ?? (value === 0 ? 's' : undefined)) : timeUnitOf(rest ?? '')
  if (unit !== undefined) return value * millisPer[unit]
  return rest === '' ? 'no-unit' : goDuration(text)
}

/** `1m30s`. A bare number is no duration here: its unit is not known. */
const goDuration = (text: string): Millis | undefined => parseDuration(text.replaceAll(/\s/g, ''))

const rateUnits: readonly (readonly [seconds: number, pattern: RegExp])[] = [
  [1, /^(?:\/\s*(?:s|sec|second|초)|tps|rps)?$/i],
  [60, /^\/\s*(?:m|min|minute|분)$/i],
  [3600, /^\/\s*(?:h|hour|시간)$/i],
  [86_400, /^\/\s*(?:d|day|일)$/i],
]

/** Transactions per second: `30`, `30/s`, `1800/min`, `5,000/h`. */
export function readTps(text: string): Parsed<PerSecond> {
  const { value, rest = '' } = split(text) ?? {}
  const seconds = rateUnits.find(([, pattern]) => pattern.test(rest))?.[0]
  if (value === undefined || seconds === undefined)
    return mustBe('a number per second, such as 30, 30/s or 1800/min', text)
  return value > 0 ? parsed(value / seconds) : mustBe('more than 0', text)
}

export function readUsers(text: string): Parsed<number> {
  const { value, rest } = split(text) ?? {}
  if (value === undefined || rest !== '') return mustBe('a number of users', text)
  return value > 0 ? parsed(value) : mustBe('more than 0', text)
}

/** A share of all: `98%`, `0.98`. */
export function readShare(text: string, most = 1): Parsed<Share> {
  const { value, rest } = split(text) ?? {}
  const share = value === undefined ? undefined : rest === '%' ? value / 100 : rest === '' ? value : undefined
  if (share === undefined) return mustBe('a share, such as 98% or 0.98', text)
  return share > 0 && share <= most ? parsed(share) : mustBe(`more than 0 and ${most * 100} % at most`, text)
}
