import type { LogEntry, ParseLine } from '../log-entry.ts'
import { parseAnyTime, parseClfTime, parseIsoTime, remembering } from './log-time.ts'
import { pathOf, readRequestLine } from './request-line.ts'

/** Takes the text of a field into the entry; false: it cannot be what it should be. */
export type TakeField = (text: string, entry: LogEntry) => boolean

/** A field, and the literal text behind it. */
export interface TemplatePiece {
  /** Undefined: of no interest. */
  readonly take: TakeField | undefined
  readonly literal: string
}

export interface Template {
  /** Before the first field. */
  readonly prefix: string
  readonly pieces: readonly TemplatePiece[]
}

const taking =
  (take: (text: string, entry: LogEntry) => void): TakeField =>
  (text, entry) => {
    take(text, entry)
    return true
  }

function takingTime(parse: typeof parseClfTime): TakeField {
  const read = remembering(parse)
  return (text, entry) => {
    const time = read(text)
    if (time === undefined) return false
    entry.at = time.at
    entry.offset = time.offset
    return true
  }
}

const takingTook =
  (unit: number): TakeField =>
  (text, entry) => {
    entry.took = text === '-' || text === '' ? Number.NaN : Number(text) * unit
    return true
  }

/** What a format can take out of a line; each parser has its own memory of times. */
export const fields = {
  client: (): TakeField => taking((text, entry) => void (entry.client = text)),
  agent: (): TakeField => taking((text, entry) => void (entry.agent = text)),
  clfTime: (): TakeField => takingTime(parseClfTime),
  isoTime: (): TakeField => takingTime(parseIsoTime),
  anyTime: (): TakeField => takingTime(parseAnyTime),
  request: (): TakeField => taking(readRequestLine),
  method: (): TakeField => taking((text, entry) => void (entry.method = text)),
  target: (): TakeField => taking((text, entry) => void (entry.target = pathOf(text))),
  status: (): TakeField => (text, entry) => {
    const status = text.length === 3 ? Number(text) : Number.NaN
    entry.status = status
    return status >= 100 && status < 1000
  },
  tookSeconds: (): TakeField => takingTook(1000),
  tookMillis: (): TakeField => takingTook(1),
  tookMicros: (): TakeField => takingTook(1e-3),
} as const

/** Reads lines by looking for the literals between the fields. What stands behind the last of them is left alone. */
export function templateParser({ prefix, pieces }: Template): ParseLine {
  return (line, entry) => {
    if (!line.startsWith(prefix)) return false
    let at = prefix.length
    for (const { take, literal } of pieces) {
      const end = literal === '' ? line.length : findLiteral(line, literal, at)
      if (end < 0) return false
      if (take !== undefined && !take(line.slice(at, end), entry)) return false
      at = end + literal.length
    }
    return true
  }
}

/** A quote that is part of a value has a backslash before it. */
function findLiteral(line: string, literal: string, from: number): number {
  let end = line.indexOf(literal, from)
  if (literal.charCodeAt(0) !== 34) return end
  while (end > from && line.charCodeAt(end - 1) === 92 && !isEscapedBackslash(line, end - 1, from)) {
    end = line.indexOf(literal, end + 1)
  }
  return end
}

function isEscapedBackslash(line: string, at: number, from: number): boolean {
  let count = 0
  for (let index = at; index >= from && line.charCodeAt(index) === 92; index -= 1) count += 1
  return count % 2 === 0
}
