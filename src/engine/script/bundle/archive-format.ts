import { UserError } from '../../../base/errors.ts'
import { ExitCode } from '../../../base/exit-code.ts'

/** The first file of an archive, in k6's names. */
export interface ArchiveMetadata {
  readonly type: 'js'
  /** The consolidated options. */
  readonly options: Readonly<Record<string, unknown>>
  /** The script's URL; `file:///-` for standard input. */
  readonly filename: string
  /** The URL of the folder that relative paths start from. */
  readonly pwd: string
  readonly env: Readonly<Record<string, string>>
  readonly compatibilityMode: 'extended' | 'base'
  readonly k6version: string
  readonly goos: string
}

/** The version of k6 whose format and behaviour we follow. */
export const followedVersion = '2.2.0'

/** What k6 calls a script that came from standard input. */
export const stdinUrl = 'file:///-'

/** Go's name of this system, which is how k6 writes it. */
export const goos: string = process.platform === 'win32' ? 'windows' : process.platform

export function badArchive(archive: string, what: string): UserError {
  return new UserError('BAD_ARCHIVE', `${archive} is not an archive of k6 or kneepoint: ${what}`, {
    exitCode: ExitCode.ScriptException,
    hint: 'archives are written by "kneepoint archive script.js" or "k6 archive script.js"',
  })
}

/** Throws a UserError unless the text is metadata as k6 writes it. */
export function readMetadata(text: string, archive: string): ArchiveMetadata {
  const value = parsed(text, archive)
  const { type, filename, pwd, options, env, compatibilityMode, k6version } = value
  if (type !== 'js') throw badArchive(archive, `its type is ${JSON.stringify(type)}, not "js"`)
  if (typeof filename !== 'string' || typeof pwd !== 'string') {
    throw badArchive(archive, 'metadata.json names no script')
  }
  return {
    type,
    filename,
    pwd,
    options: isRecord(options) ? options : {},
    env: isRecord(env) ? textsOf(env) : {},
    compatibilityMode: compatibilityMode === 'base' ? 'base' : 'extended',
    k6version: typeof k6version === 'string' ? k6version : '',
    goos: typeof value['goos'] === 'string' ? value['goos'] : '',
  }
}

function parsed(text: string, archive: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return value
  } catch {
    // Said below.
  }
  throw badArchive(archive, 'metadata.json is not a JSON object')
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textsOf = (env: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]))
