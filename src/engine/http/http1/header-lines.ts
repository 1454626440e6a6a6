import { type Cause, otherFailure } from '../failures.ts'
import type { RawHeaders } from '../outcome.ts'
import { hasControl } from './controls.ts'
import { goQuote } from './go-quote.ts'

type Fields = Record<string, string | string[] | undefined>

/** Lines of headers, read. */
export interface HeaderFields {
  readonly fields: Fields
}

/** How much of a first line Go shows. */
const SHOWN = 80
/** The bytes of names as net/textproto takes them, which lets a blank pass. */
const nameBytes = /^[A-Za-z0-9!#$%&'*+\-.^_`|~ ]+$/
const startsBlank = /^[ \t]/
const lineStarts = /\r?\n/

const malformed = (line: string): Cause => otherFailure(`malformed MIME header line: ${goQuote(line)}`)

/** Reads headers or trailers as Go does: strict about what names and values are made of, lenient about how lines end. */
export function readHeaderLines(text: string): HeaderFields | Cause {
  const fields = Object.create(null) as Fields
  if (text === '') return { fields }
  if (startsBlank.test(text)) {
    const first = text.split(lineStarts, 1)[0] ?? ''
    return otherFailure(`malformed MIME header initial line: ${goQuote(first.slice(0, SHOWN))}`)
  }
  for (const line of unfold(text.split(lineStarts))) {
    const problem = readLine(fields, line)
    if (problem !== undefined) return problem
  }
  return { fields }
}

function readLine(fields: Fields, line: string): Cause | undefined {
  const colon = line.indexOf(':')
  if (colon < 0) return otherFailure(`malformed MIME header: missing colon: ${goQuote(line)}`)
  const name = line.slice(0, colon)
  if (!nameBytes.test(name) || hasControl(line)) return malformed(line)
  // Go leaves a name with a blank as it is, and writes all others its own way.
  add(fields, name.includes(' ') ? name : name.toLowerCase(), trimStart(line.slice(colon + 1)))
  return undefined
}

/** An old way to go on with a value on the next line (RFC 9112, 5.2). */
function unfold(lines: readonly string[]): readonly string[] {
  const whole: string[] = []
  for (const line of lines) {
    if (startsBlank.test(line)) whole[whole.length - 1] += ` ${trimStart(trimEnd(line))}`
    else whole.push(trimEnd(line))
  }
  return whole
}

/** Bytes of UTF-8 look like blanks of Latin-1: only these two are. */
const trimStart = (text: string): string => text.replace(/^[ \t]+/, '')

function trimEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1
  return text.slice(0, end)
}

function add(fields: Fields, name: string, value: string): void {
  const known = fields[name]
  if (known === undefined) fields[name] = value
  else if (typeof known === 'string') fields[name] = [known, value]
  else known.push(value)
}

export const valuesOf = (headers: RawHeaders, name: string): readonly string[] => {
  const value = headers[name]
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}
