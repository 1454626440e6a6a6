import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { UserError } from '../base/errors.ts'
import type { RunConfig } from '../engine/config/run-config.ts'
import { newRunId, recordsFolder, removeRecord } from '../engine/record/record-folders.ts'
import { RECORD_FORMAT, RECORD_VERSION, recordedConfigOf, type RecordHeader } from '../engine/record/record-format.ts'
import { RecordWriter } from '../engine/record/record-writer.ts'
import { hostFacts } from './host-facts.ts'
import type { RecordOptions } from './record-options.ts'
import { packageVersion } from './version.ts'

export interface RecordingRequest {
  readonly options: RecordOptions
  readonly config: RunConfig
  /** Where the script is no file of the user's. */
  readonly scriptText: string | undefined
  readonly target: string
  /** What is asked of a run that is a test. */
  readonly test?: object | undefined
  /** One line for the operator, in the middle of the run. */
  readonly onTrouble: (text: string) => void
}

/** The record of a run that is about to begin. One that nobody wants to keep is gone when it is disposed of. */
export interface Recording extends Disposable {
  readonly id: string
  /** Undefined when nothing is recorded. */
  readonly writer: RecordWriter | undefined
  /** Why nothing is recorded though it should be. */
  readonly problem: string | undefined
}

/**
 * Begins to record a run, unless it is not to be. Where records usually are it may fail: then the run goes on without one. A report
 * is made from a record: for one there is a record for as long as the run takes, if there is no other.
 */
export function beginRecording(request: RecordingRequest): Recording {
  const id = newRunId(new Date())
  const { place, report } = request.options
  const passing = (): Recording => (report === undefined ? unrecorded(id) : passingRecord(request, id))
  if (place === 'off') return passing()
  const folder = place === 'usual' ? join(recordsFolder(process.env, process.platform), id) : place.folder
  try {
    return { ...unrecorded(id), writer: writerIn(folder, request, id) }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    if (place !== 'usual') throw cannotRecord(folder, reason, cause)
    return { ...passing(), problem: `no record is kept: ${reason} (see --record DIR and --no-record)` }
  }
}

const unrecorded = (id: string): Recording => ({
  id,
  writer: undefined,
  problem: undefined,
  [Symbol.dispose]: () => undefined,
})

function passingRecord(request: RecordingRequest, id: string): Recording {
  const folder = mkdtempSync(join(tmpdir(), 'kneepoint-'))
  return { ...unrecorded(id), writer: writerIn(folder, request, id), [Symbol.dispose]: () => removeRecord(folder) }
}

function writerIn(folder: string, request: RecordingRequest, id: string): RecordWriter {
  const script = request.scriptText ?? scriptText(request.config)
  const header = headerOf(request, id, script !== undefined)
  return new RecordWriter({ folder, header, script, onTrouble: request.onTrouble })
}

const cannotRecord = (folder: string, reason: string, cause: unknown): UserError =>
  new UserError('CANNOT_RECORD', `--record: cannot keep a record in ${folder}: ${reason}`, {
    hint: 'name a folder that does not hold a record yet, in a place that can be written to',
    cause,
  })

function headerOf(
  { options, config, target, scriptText: made, test }: RecordingRequest,
  id: string,
  hasScript: boolean,
): RecordHeader {
  const { work } = config
  return {
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    id,
    program: packageVersion(),
    command: options.command,
    target,
    script: hasScript && work.kind === 'script' ? nameOf(work.path, made) : undefined,
    startedAt: new Date().toISOString(),
    labels: options.labels,
    config: recordedConfigOf(config),
    ...(test === undefined ? {} : { test }),
    host: hostFacts(),
  }
}

const nameOf = (path: string, made: string | undefined): string =>
  `script${made === undefined ? extname(basename(path)) : '.js'}`

/** Undefined for standard input and for archives, which are no text. */
function scriptText({ work }: RunConfig): string | undefined {
  if (work.kind !== 'script' || !/\.[cm]?[jt]s$/.test(work.path)) return undefined
  try {
    return readFileSync(work.path, 'utf8')
  } catch {
    return undefined
  }
}
