import { readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { UserError } from '../base/errors.ts'
import type { RunConfig } from '../engine/config/run-config.ts'
import { newRunId, recordsFolder } from '../engine/record/record-folders.ts'
import { RECORD_FORMAT, RECORD_VERSION, recordedConfigOf, type RecordHeader } from '../engine/record/record-format.ts'
import { RecordWriter } from '../engine/record/record-writer.ts'
import { hostFacts } from './host-facts.ts'
import type { RecordOptions } from './record-options.ts'
import { packageVersion } from './version.ts'

export interface RecordingRequest {
  readonly options: RecordOptions
  readonly config: RunConfig
  readonly target: string
  /** One line for the operator, in the middle of the run. */
  readonly onTrouble: (text: string) => void
}

/** The record of a run that is about to begin. */
export interface Recording {
  readonly id: string
  /** Undefined when nothing is recorded. */
  readonly writer: RecordWriter | undefined
  /** Why nothing is recorded though it should be. */
  readonly problem: string | undefined
}

/** Begins to record a run, unless it is not to be. Where records usually are it may fail: then the run goes on without one. */
export function beginRecording(request: RecordingRequest): Recording {
  const id = newRunId(new Date())
  const { place } = request.options
  if (place === 'off') return { id, writer: undefined, problem: undefined }
  const folder = place === 'usual' ? join(recordsFolder(process.env, process.platform), id) : place.folder
  try {
    const script = scriptText(request.config)
    const header = headerOf(request, id, script !== undefined)
    const writer = new RecordWriter({ folder, header, script, onTrouble: request.onTrouble })
    return { id, writer, problem: undefined }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    if (place !== 'usual') throw cannotRecord(folder, reason, cause)
    return { id, writer: undefined, problem: `no record is kept: ${reason} (see --record DIR and --no-record)` }
  }
}

const cannotRecord = (folder: string, reason: string, cause: unknown): UserError =>
  new UserError('CANNOT_RECORD', `--record: cannot keep a record in ${folder}: ${reason}`, {
    hint: 'name a folder that does not hold a record yet, in a place that can be written to',
    cause,
  })

function headerOf({ options, config, target }: RecordingRequest, id: string, hasScript: boolean): RecordHeader {
  const { work } = config
  return {
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    id,
    program: packageVersion(),
    command: options.command,
    target,
    script: hasScript && work.kind === 'script' ? `script${extname(basename(work.path))}` : undefined,
    startedAt: new Date().toISOString(),
    labels: options.labels,
    config: recordedConfigOf(config),
    host: hostFacts(),
  }
}

/** Undefined for standard input and for archives, which are no text. */
function scriptText({ work }: RunConfig): string | undefined {
  if (work.kind !== 'script' || !/\.[cm]?[jt]s$/.test(work.path)) return undefined
  try {
    return readFileSync(work.path, 'utf8')
  } catch {
    return undefined
  }
}
