import { readFile, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { UserError } from '../../../base/errors.ts'
import { ExitCode } from '../../../base/exit-code.ts'
import { type FileTree, locate } from './file-tree.ts'
import { nearFile } from './near-file.ts'

/** The script that was asked for. */
export interface Entry {
  readonly kind: 'file' | 'https'
  /** `file:` or `https:`; `-` in the working folder stands for standard input. */
  readonly url: string
  /** Where it is: a path on this disk, or the URL. */
  readonly place: string
  readonly text: string
  /** What the script calls the folder it is in: relative paths in `open()` start there. */
  readonly dir: string
}

export interface EntryRequest {
  /** As the user gave it: a path, a `file://` or `https://` URL, or `-` for standard input. */
  readonly source: string
  /** An absolute path. */
  readonly cwd: string
  /** What standard input holds; needed when `source` is `-`. */
  readonly stdin: string | undefined
  readonly tree: FileTree
}

type LoadRemote = (url: string) => Promise<string>

/** Finds and reads the script. A name that is a file is that file, whatever else it looks like. */
export async function findEntry(request: EntryRequest, loadRemote: LoadRemote): Promise<Entry> {
  const { source, cwd, stdin, tree } = request
  if (source === '-') return { ...fileAt(join(cwd, '-'), tree), text: stdin ?? '' }
  const path = isAbsolute(source) ? source : resolve(cwd, source)
  const isFile = await exists(locate(tree, path))
  if (!isFile && source.startsWith('https://')) return remoteEntry(source, cwd, loadRemote)
  if (!isFile && /^[a-z][a-z\d+.-]*:\/\//i.test(source) && !source.startsWith('file://')) throw wrongScheme(source)
  return fileEntry(!isFile && source.startsWith('file://') ? fileURLToPath(source) : path, source, tree)
}

async function remoteEntry(url: string, cwd: string, loadRemote: LoadRemote): Promise<Entry> {
  return { kind: 'https', url, place: url, text: await loadRemote(url), dir: cwd }
}

async function fileEntry(path: string, source: string, tree: FileTree): Promise<Entry> {
  const entry = fileAt(path, tree)
  try {
    return { ...entry, text: await readFile(entry.place, 'utf8') }
  } catch (error) {
    throw unreadableScript(source, entry.place, error)
  }
}

const fileAt = (path: string, tree: FileTree): Omit<Entry, 'text'> => ({
  kind: 'file',
  url: pathToFileURL(path).href,
  place: locate(tree, path),
  dir: dirname(path),
})

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Why a script could not be read: `source` is its name as given, `place` its path on this disk. */
export function unreadableScript(source: string, place: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const exitCode = ExitCode.Other
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UserError('SCRIPT_NOT_FOUND', `cannot find the script ${source}${nearFile(place)}`, {
      exitCode,
      hint: 'give the path of a .js or .ts file, or - for standard input',
    })
  }
  if (code === 'EISDIR') {
    return new UserError('SCRIPT_IS_FOLDER', `${source} is a folder, not a script`, {
      exitCode,
      hint: 'give the path of a file in it',
    })
  }
  const reason = error instanceof Error ? error.message : String(error)
  return new UserError('SCRIPT_UNREADABLE', `cannot read the script ${source}: ${reason}`, { exitCode, cause: error })
}

const wrongScheme = (source: string): UserError =>
  new UserError('SCRIPT_SCHEME', `cannot read the script from ${source}: only file:// and https:// are allowed`, {
    exitCode: ExitCode.Other,
  })
