import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { MetricDef } from '../metrics/metric.ts'
import { fromJsonLine } from './json-numbers.ts'
import { definitionsIn, speaksOfKnown } from './metric-definitions.ts'
import { recordError } from './record-error.ts'
import {
  type EventLine,
  type ReadingLine,
  RECORD_FORMAT,
  RECORD_VERSION,
  recordFiles,
  type RecordHeader,
  type TickLine,
  type WindowLine,
} from './record-format.ts'
import { unseal } from './sealed-line.ts'

/** A run as it was recorded. */
export interface RunRecord {
  readonly folder: string
  readonly header: RecordHeader
  /** In the order of time; the last may have no `window`. */
  readonly windows: readonly WindowLine[]
  /** All that the windows define; they name them by their place here. */
  readonly defs: readonly MetricDef[]
  readonly events: readonly EventLine[]
  readonly readings: readonly ReadingLine[]
  readonly ticks: readonly TickLine[]
  /** The document of --result; undefined when the run was cut off. */
  readonly result: unknown
  /** Lines that cannot be read, other than one cut off at the end, or that speak of metrics which only such a line defined. */
  readonly damaged: number
}

const wayOut = 'kneepoint runs lists the records there are'

/** Reads the whole of a record. What was cut off at the end by the death of the program is left out. */
export async function readRecord(folder: string): Promise<RunRecord> {
  const header = readHeader(folder)
  const { version } = header
  const linesOf = async <T>(file: string): Promise<Lines<T>> => readLines<T>(join(folder, file), version)
  const [windows, events, readings, ticks] = await Promise.all([
    linesOf<WindowLine>(recordFiles.windows),
    linesOf<EventLine>(recordFiles.events),
    linesOf<ReadingLine>(recordFiles.readings),
    linesOf<TickLine>(recordFiles.ticks),
  ])
  const defs = definitionsIn(windows, version)
  const readable = present(windows).filter(({ book }) => speaksOfKnown(book, defs.length))
  const others = [events, readings, ticks].map(damagedIn)
  return {
    folder,
    header,
    windows: readable,
    defs,
    events: present(events),
    readings: present(readings),
    ticks: present(ticks),
    result: readResult(folder),
    damaged: others.reduce((sum, count) => sum + count, windows.length - readable.length),
  }
}

/** What a record says of itself; quick. Throws when there is none, when it is damaged, or of a newer kneepoint. */
export function readHeader(folder: string): RecordHeader {
  const file = join(folder, recordFiles.header)
  if (!existsSync(file)) throw recordError('NO_RECORD', `there is no record in ${folder}`, wayOut)
  const header = parseHeader(file)
  if (header?.format !== RECORD_FORMAT || typeof header.version !== 'number') {
    throw recordError('NO_RECORD', `${file} does not begin a record of kneepoint`, wayOut)
  }
  if (header.version > RECORD_VERSION) {
    throw recordError(
      'NEWER_RECORD',
      `${folder} is a record of version ${header.version}; this kneepoint reads up to version ${RECORD_VERSION}`,
      `it was made by kneepoint ${header.program}: use that version or a later one`,
    )
  }
  return header
}

function parseHeader(file: string): RecordHeader | null {
  try {
    return fromJsonLine(readFileSync(file, 'utf8')) as RecordHeader | null
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw recordError('DAMAGED_RECORD', `cannot read ${file}: ${reason}`, wayOut, cause)
  }
}

function readResult(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, recordFiles.result), 'utf8'))
  } catch {
    return undefined
  }
}

/** In the order of the file; undefined: damaged. */
type Lines<T> = readonly (T | undefined)[]

const present = <T>(lines: Lines<T>): readonly T[] => lines.filter((line) => line !== undefined)
const damagedIn = (lines: Lines<unknown>): number => lines.filter((line) => line === undefined).length

async function readLines<T>(file: string, version: number): Promise<Lines<T>> {
  if (!existsSync(file)) return []
  const lines: (T | undefined)[] = []
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    lines.push(readLine(line, version) as T | undefined)
  }
  // The program died while it wrote the last line: that is no damage.
  return lines.at(-1) === undefined ? lines.slice(0, -1) : lines
}

function readLine(line: string, version: number): unknown {
  try {
    return fromJsonLine(version > 1 ? unseal(line) : line)
  } catch {
    return undefined
  }
}
