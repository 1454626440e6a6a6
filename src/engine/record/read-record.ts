import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { MetricDef } from '../metrics/metric.ts'
import { fromJsonLine } from './json-numbers.ts'
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

/** A run as it was recorded. */
export interface RunRecord {
  readonly folder: string
  readonly header: RecordHeader
  /** In the order of time; the last may have no `window`. */
  readonly windows: readonly WindowLine[]
  /** All that the windows define, in the order in which they name them. */
  readonly defs: readonly MetricDef[]
  readonly events: readonly EventLine[]
  readonly readings: readonly ReadingLine[]
  readonly ticks: readonly TickLine[]
  /** The document of --result; undefined when the run was cut off. */
  readonly result: unknown
  /** Lines that could not be read, other than one cut off at the end. */
  readonly damaged: number
}

const wayOut = 'kneepoint runs lists the records there are'

/** Reads the whole of a record. What was cut off at the end by the death of the program is left out. */
export async function readRecord(folder: string): Promise<RunRecord> {
  const header = readHeader(folder)
  const [windows, events, readings, ticks] = await Promise.all([
    readLines<WindowLine>(join(folder, recordFiles.windows)),
    readLines<EventLine>(join(folder, recordFiles.events)),
    readLines<ReadingLine>(join(folder, recordFiles.readings)),
    readLines<TickLine>(join(folder, recordFiles.ticks)),
  ])
  return {
    folder,
    header,
    windows: windows.values,
    defs: windows.values.flatMap(({ defs }) => defs),
    events: events.values,
    readings: readings.values,
    ticks: ticks.values,
    result: readResult(folder),
    damaged: windows.damaged + events.damaged + readings.damaged + ticks.damaged,
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

interface Lines<T> {
  readonly values: readonly T[]
  readonly damaged: number
}

async function readLines<T>(file: string): Promise<Lines<T>> {
  if (!existsSync(file)) return { values: [], damaged: 0 }
  const values: T[] = []
  let broken = 0
  let isLastBroken = false
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    isLastBroken = false
    try {
      values.push(fromJsonLine(line) as T)
    } catch {
      broken += 1
      isLastBroken = true
    }
  }
  // The program died while it wrote the last line: that is no damage.
  return { values, damaged: isLastBroken ? broken - 1 : broken }
}
