import type { Millis } from '../../../base/units.ts'

export interface LogTime {
  readonly at: Millis
  readonly offset: number | undefined
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const clf = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:\s+([+-])(\d{2}):?(\d{2}))?$/

/** `28/Nov/2026:12:00:00 +0900`, as common and combined logs have it. */
export function parseClfTime(text: string): LogTime | undefined {
  const [, day, name = '', year, hour, minute, second, fraction = '0', sign, hours, minutes] = clf.exec(text) ?? []
  const month = months.indexOf(name)
  if (month < 0) return undefined
  const offset = sign === undefined ? undefined : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const utc = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second))
  return { at: utc + Number(`0.${fraction}`) * 1000 - (offset ?? 0) * 60_000, offset }
}

const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d+))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/

/** `2026-11-28T12:00:00+09:00`, with or without a fraction and a zone. */
export function parseIsoTime(text: string): LogTime | undefined {
  const [, date, time, fraction = '0', zone] = iso.exec(text) ?? []
  if (date === undefined) return undefined
  const utc = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(utc)) return undefined
  const offset = zone === undefined ? undefined : offsetOf(zone)
  return { at: utc + Number(`0.${fraction}`) * 1000 - (offset ?? 0) * 60_000, offset }
}

function offsetOf(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0
  const digits = zone.replace(':', '')
  return (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))) * (digits.startsWith('-') ? -1 : 1)
}

/** Numbers this large are milliseconds, microseconds and so on: in seconds they would be thousands of years away. */
const scales: readonly (readonly [number, number])[] = [
  [1e17, 1e6],
  [1e14, 1e3],
  [1e11, 1],
]

/** Since 1970 in whatever unit, UTC. */
export function parseEpoch(value: number): LogTime | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined
  const divisor = scales.find(([least]) => value >= least)?.[1]
  return { at: divisor === undefined ? value * 1000 : value / divisor, offset: 0 }
}

export const parseAnyTime = (text: string): LogTime | undefined =>
  parseClfTime(text) ?? parseIsoTime(text) ?? parseEpoch(text.trim() === '' ? Number.NaN : Number(text))

/** Remembers the last answer: neighbours in a log are mostly of the same second. */
export function remembering(parse: (text: string) => LogTime | undefined): (text: string) => LogTime | undefined {
  let last = ''
  let answer: LogTime | undefined
  return (text) => {
    if (text !== last) {
      last = text
      answer = parse(text)
    }
    return answer
  }
}
