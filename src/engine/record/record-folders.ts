import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Bytes } from '../../base/units.ts'
import { readHeader } from './read-record.ts'
import { recordError } from './record-error.ts'
import { type RecordEnd, recordFiles, type RecordHeader } from './record-format.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Where records are kept when nobody says otherwise: KNEEPOINT_RECORDS, else the user's folder for state. */
export function recordsFolder(env: Environment, platform: NodeJS.Platform): string {
  const own = env['KNEEPOINT_RECORDS']
  if (own !== undefined && own !== '') return resolve(own)
  const local = platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_STATE_HOME']
  return join(local === undefined || local === '' ? join(homedir(), '.local/state') : local, 'kneepoint/runs')
}

/** Sorts by time, is unique, and can be typed: `20261128-171532-3f9a`. */
export const newRunId = (now: Date): string =>
  `${now
    .toISOString()
    .replaceAll(/[-:]|\..*$/g, '')
    .replace('T', '-')}-${randomBytes(2).toString('hex')}`

/** A record in the list of them. */
export interface ListedRecord {
  readonly folder: string
  readonly header: RecordHeader
  /** Undefined when the run did not end by itself. */
  readonly end: RecordEnd | undefined
  readonly size: Bytes
}

/** All records in a folder, oldest first. What is none, or cannot be read, is left out. */
export function listRecords(folder: string): readonly ListedRecord[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const listed = entryOf(join(folder, name))
      return listed === undefined ? [] : [listed]
    })
    .toSorted((a, b) => (a.header.startedAt + a.header.id < b.header.startedAt + b.header.id ? -1 : 1))
}

function entryOf(folder: string): ListedRecord | undefined {
  try {
    const sizes = readdirSync(folder).map((file) => statSync(join(folder, file)).size)
    return {
      folder,
      header: readHeader(folder),
      end: readEnd(join(folder, recordFiles.end)),
      size: sizes.reduce((sum, size) => sum + size, 0),
    }
  } catch {
    return undefined
  }
}

function readEnd(file: string): RecordEnd | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RecordEnd
  } catch {
    return undefined
  }
}

/** The folder of the record that a user names: a folder, the beginning of an id, or `last`. */
export function findRecord(name: string, folder: string): string {
  if (existsSync(join(name, recordFiles.header))) return resolve(name)
  const all = listRecords(folder)
  const newest = all.at(-1)
  if (name === 'last' && newest !== undefined) return newest.folder
  const found = all.filter(({ header }) => header.id.startsWith(name))
  const [only] = found
  if (only !== undefined && (found.length === 1 || only.header.id === name)) return only.folder
  const where = `among the ${all.length} records in ${folder}`
  throw recordError(
    'NO_RECORD',
    found.length > 1
      ? `'${name}' is the beginning of ${found.length} ids ${where}`
      : `there is no record '${name}' ${where}`,
    "name a record's folder, the beginning of its id, or last; kneepoint runs lists them",
  )
}

export const removeRecord = (folder: string): void => rmSync(folder, { recursive: true, force: true })
