import { createReadStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, open, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { type Extract, extract } from 'tar-stream'
import { UserError } from '../../../base/errors.ts'
import { type ArchiveMetadata, badArchive, readMetadata, stdinUrl } from './archive-format.ts'
import type { BundleInput } from './bundle.ts'
import { unreadableScript } from './entry.ts'
import { archivedPath, type FileTree, locate, locateRemote } from './file-tree.ts'

/** An archive unpacked to a folder of its own, which `close` removes. */
export interface OpenedArchive {
  /** What `bundleScript` takes to read from the archive in place of the disk. */
  readonly input: Omit<BundleInput, 'env'>
  readonly metadata: ArchiveMetadata
  readonly close: () => Promise<void>
}

/** Whether a file is a tar file, whatever it is called. */
export async function isArchive(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return false
  try {
    const { buffer } = await file.read(Buffer.alloc(5), 0, 5, 257)
    return buffer.toString('latin1') === 'ustar'
  } finally {
    await file.close()
  }
}

/** Unpacks an archive that k6 or kneepoint wrote. */
export async function readArchive(path: string): Promise<OpenedArchive> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'kneepoint-archive-')))
  const close = (): Promise<void> => rm(root, { recursive: true, force: true })
  try {
    await unpack(path, root)
    const metadata = readMetadata(await part(root, 'metadata.json', path), path)
    const input = inputOf(metadata, await part(root, 'data', path), { root })
    await placeScript(metadata.filename, join(root, 'data'), { root })
    return { input, metadata, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function unpack(path: string, root: string): Promise<void> {
  const tar = extract()
  const fed = pipeline(createReadStream(path), tar)
  // Whatever goes wrong while feeding is thrown where entries are read.
  fed.catch(() => undefined)
  try {
    await unpackEntries(tar, root, path)
    await fed
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error
    if ('syscall' in error) throw unreadableScript(path, path, error)
    if (/tar|Unexpected end/i.test(error.message)) throw badArchive(path, error.message)
    throw error
  }
}

async function unpackEntries(tar: Extract, root: string, archive: string): Promise<void> {
  for await (const entry of tar) {
    const { name, type } = entry.header
    if (type === 'file') {
      const place = join(root, placeIn(name, archive))
      await mkdir(dirname(place), { recursive: true })
      await writeFile(place, bytesOf(entry))
    } else entry.resume()
  }
}

async function* bytesOf(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of entry) if (chunk instanceof Uint8Array) yield chunk
}

/** Where an entry goes; a name that leads out of the folder is refused. */
function placeIn(name: string, archive: string): string {
  const parts = name.split('/')
  const [tree = ''] = parts
  if (parts.includes('..') || name.includes('\\') || name.startsWith('/')) {
    throw badArchive(archive, `it holds a file outside of itself, ${name}`)
  }
  if (parts.length === 1 ? tree !== 'metadata.json' && tree !== 'data' : tree !== 'file' && tree !== 'https') {
    throw badArchive(archive, `it holds an unknown file, ${name}`)
  }
  return tree === 'file' ? `file${archivedPath(name.slice(tree.length))}` : name
}

async function part(root: string, name: string, archive: string): Promise<string> {
  try {
    return await readFile(join(root, name), 'utf8')
  } catch {
    throw badArchive(archive, `it has no ${name}`)
  }
}

function inputOf({ filename, pwd }: ArchiveMetadata, data: string, tree: FileTree): OpenedArchive['input'] {
  const cwd = pwd.startsWith('file://') ? fileURLToPath(pwd) : '/'
  return filename === stdinUrl ? { source: '-', stdin: data, cwd, tree } : { source: filename, cwd, tree }
}

/** In an archive the script itself is only a link to `data`. */
async function placeScript(filename: string, data: string, tree: FileTree): Promise<void> {
  const place = filename.startsWith('file://') ? locate(tree, fileURLToPath(filename)) : locateRemote(tree, filename)
  if (place === undefined || filename === stdinUrl) return
  await mkdir(dirname(place), { recursive: true })
  await copyFile(data, place)
}
