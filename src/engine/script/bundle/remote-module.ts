import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../../base/errors.ts'
import { ExitCode } from '../../../base/exit-code.ts'
import type { Millis } from '../../../base/units.ts'

type Environment = Readonly<Record<string, string | undefined>>
/** The part of `fetch` that is needed here. */
export type FetchText = (
  url: string,
  options: { readonly redirect: 'manual'; readonly signal: AbortSignal },
) => Promise<Response>

export interface RemoteOptions {
  readonly cacheFolder: string
  readonly fetch: FetchText
  readonly timeout: Millis
}

const maxRedirects = 5

/** Where modules from the network are kept: the user's cache folder by the customs of the system. */
export function moduleCacheFolder(env: Environment): string {
  const own = join('kneepoint', 'modules')
  const given = env['XDG_CACHE_HOME'] ?? env['LOCALAPPDATA']
  if (given !== undefined && given !== '') return join(given, own)
  const home = env['HOME'] ?? homedir()
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches', own) : join(home, '.cache', own)
}

/** The text of a module at an https URL: as it was when first fetched from this machine. */
export async function loadRemoteModule(url: string, options: RemoteOptions): Promise<string> {
  const file = join(options.cacheFolder, `${createHash('sha256').update(url).digest('hex')}.js`)
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) return kept
  const text = await fetchModule(url, options).catch((error: unknown) => {
    throw unavailable(url, error)
  })
  await keep(file, text, options.cacheFolder)
  return text
}

async function fetchModule(url: string, { fetch, timeout }: RemoteOptions): Promise<string> {
  const signal = AbortSignal.timeout(timeout)
  let at = url
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const response = await fetch(at, { redirect: 'manual', signal })
    const next = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || next === null) return textOf(response)
    at = new URL(next, at).href
    if (!at.startsWith('https://')) throw new Error(`it redirects to ${at}, which is not https`)
  }
  throw new Error(`it redirects more than ${maxRedirects} times`)
}

async function textOf(response: Response): Promise<string> {
  if (response.status !== 200) throw new Error(`the server answered with status ${response.status}`)
  return response.text()
}

/** Written aside and renamed, so that a run starting at the same moment never reads half a file. */
async function keep(file: string, text: string, folder: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(aside, text)
    await rename(aside, file)
  } catch {
    // Without a writable cache folder the module is fetched each time.
  }
}

function unavailable(url: string, error: unknown): UserError {
  return new UserError('REMOTE_MODULE_UNAVAILABLE', `cannot fetch ${url}: ${reasonOf(error)}`, {
    exitCode: ExitCode.ScriptException,
    hint: 'without network, put the file beside the script, or install the package with npm, and import that',
    cause: error,
  })
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message
}
