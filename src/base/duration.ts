import type { Millis } from './units.ts'

const units: Readonly<Record<string, Millis>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3, // U+00B5, the micro sign that Go prints
  μs: 1e-3, // U+03BC, the Greek letter that Go also reads
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

const goDuration = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/
const goTerm = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g
const withDays = /^([+-]?\d+)d(.*)$/
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Go counts whole nanoseconds; rounding to them also takes back what binary fractions add (0.1 + 0.2). */
const toNanoGrid = (ms: number): Millis => Math.round(ms * 1e6) / 1e6

/**
 * Reads a duration as k6 does: a number is milliseconds, a text is a Go duration (`300ms`, `1.5h`, `2h45m`), may begin with
 * days (`1d`, `1d12h`), and a bare number in a text is milliseconds too. Undefined when it is none of these.
 */
export function parseDuration(input: unknown): Millis | undefined {
  if (typeof input === 'number') return Number.isFinite(input) ? toNanoGrid(input) : undefined
  if (typeof input !== 'string') return undefined
  return decimal.test(input) ? parseDuration(Number(input)) : parseText(input)
}

function parseText(text: string): Millis | undefined {
  const [, days, rest] = withDays.exec(text) ?? []
  if (days === undefined || rest === undefined) return parseGoDuration(text)
  const hours = rest === '' ? 0 : parseGoDuration(rest)
  if (hours === undefined || hours < 0) return undefined
  return Number(days) * 86_400_000 + (days.startsWith('-') ? -hours : hours)
}

function parseGoDuration(text: string): Millis | undefined {
  if (text === '0') return 0
  if (!goDuration.test(text)) return undefined
  const total = [...text.matchAll(goTerm)].reduce((sum, term) => sum + Number(term[1]) * (units[term[2] ?? ''] ?? 0), 0)
  return toNanoGrid(text.startsWith('-') ? -total : total)
}

/** `3.500` without the zeros nobody needs: `3.5`. */
const trimmed = (value: number, digits: number): string => value.toFixed(digits).replace(/\.?0+$/, '')

/** Below a second Go prints in one unit, so that the number before the point is never 0. */
function formatBelowSecond(nanos: number): string {
  if (nanos < 1e3) return `${nanos}ns`
  if (nanos < 1e6) return `${trimmed(nanos / 1e3, 3)}µs`
  return `${trimmed(nanos / 1e6, 6)}ms`
}

/** Prints as Go does (`1h30m0s`, `1.5s`, `300ms`, `0s`), which `parseDuration` reads back; an open end is `inf`. */
export function formatDuration(ms: Millis): string {
  if (ms === 0) return '0s'
  if (ms < 0) return `-${formatDuration(-ms)}`
  if (ms === Infinity) return 'inf'
  const nanos = Math.round(ms * 1e6)
  if (nanos === 0) return '0s'
  if (nanos < 1e9) return formatBelowSecond(nanos)
  const minutes = Math.floor(nanos / 60e9)
  const restNanos = nanos - minutes * 60e9
  const wholeSeconds = Math.floor(restNanos / 1e9)
  const fraction = String(restNanos - wholeSeconds * 1e9).padStart(9, '0')
  const seconds = `${`${wholeSeconds}.${fraction}`.replace(/\.?0+$/, '') || '0'}s`
  if (minutes === 0) return seconds
  const hours = Math.floor(minutes / 60)
  return hours === 0 ? `${minutes}m${seconds}` : `${hours}h${minutes % 60}m${seconds}`
}
