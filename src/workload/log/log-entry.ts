import type { Millis } from '../../base/units.ts'

/**
 * One line of an access log. A parser fills the same object again for each line: hundreds of thousands are read in a second.
 * Texts are slices of what was read: whoever keeps one must copy it (`ownCopy`).
 */
export interface LogEntry {
  /** Address of the client; empty when the log does not say. */
  client: string
  /** What the client calls itself; empty when the log does not say. */
  agent: string
  /** Since 1970, UTC. */
  at: Millis
  /** Of the time's zone, minutes east of UTC; undefined when the time has none and is taken for UTC. */
  offset: number | undefined
  /** Empty when the line is of something that was no request. */
  method: string
  /** Path and query, as sent. */
  target: string
  status: number
  /** How long the answer took; NaN when the log does not say. */
  took: Millis
}

export const newEntry = (): LogEntry => ({
  client: '',
  agent: '',
  at: 0,
  offset: 0,
  method: '',
  target: '',
  status: 0,
  took: Number.NaN,
})

/** False: the line is not of this format. */
export type ParseLine = (line: string, entry: LogEntry) => boolean

export interface LogFormat {
  readonly name: string
  readonly parse: ParseLine
}

/** A text that does not keep alive the megabyte it was cut from. */
export const ownCopy = (text: string): string => Buffer.from(text, 'utf8').toString('utf8')
