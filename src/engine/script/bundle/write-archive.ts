import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Header, type Pack, pack } from 'tar-stream'
import { type ArchiveMetadata, followedVersion, goos, stdinUrl } from './archive-format.ts'
import type { Bundle } from './bundle.ts'
import { archivedPath, archivedUrl, locate } from './file-tree.ts'

export interface ArchiveContents {
  readonly bundle: Bundle
  /** Absolute paths that init code gave to `open()`. */
  readonly opened: readonly string[]
  /** The consolidated options. */
  readonly options: Readonly<Record<string, unknown>>
  /** `__ENV`; empty when the archive shall not hold it. */
  readonly env: Readonly<Record<string, string>>
  readonly compatibilityMode: 'extended' | 'base'
}

interface ArchivedFile {
  readonly name: string
  readonly read: () => Promise<Buffer | string>
}

/** Writes a script with all it needs to a tar file as k6 does. The same contents give the same bytes. */
export async function writeArchive(contents: ArchiveContents, file: string): Promise<void> {
  const tar = pack()
  await Promise.all([pipeline(tar, createWriteStream(file)), fill(tar, contents)])
}

async function fill(tar: Pack, contents: ArchiveContents): Promise<void> {
  const { bundle } = contents
  await add(tar, { name: 'metadata.json' }, JSON.stringify(metadataOf(contents), null, 2))
  await add(tar, { name: 'data' }, bundle.entry.text)
  const main = archivedName(scriptUrl(bundle))
  const files = [...filesOf(contents), { name: main, read: () => Promise.resolve('') }]
  const byName = new Map(files.map((file) => [file.name, file]))
  for (const folder of foldersOf(byName.keys())) await add(tar, { name: folder, type: 'directory', mode: 0o755 }, '')
  for (const [name, { read }] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name === main) await add(tar, { name, type: 'link', linkname: 'data' }, '')
    else await add(tar, { name }, await read())
  }
  tar.finalize()
}

function metadataOf({ bundle, options, env, compatibilityMode }: ArchiveContents): ArchiveMetadata {
  const url = scriptUrl(bundle)
  const isRemote = url.startsWith('https://')
  return {
    type: 'js',
    options,
    filename: isRemote ? url : archivedFileUrl(fileURLToPath(url)),
    pwd: isRemote ? new URL('.', url).href : archivedFileUrl(bundle.dir),
    env,
    compatibilityMode,
    k6version: followedVersion,
    goos,
  }
}

const scriptUrl = ({ file, entry }: Bundle): string => (file === '-' ? stdinUrl : entry.url)

const archivedFileUrl = (path: string): string => pathToFileURL(archivedPath(path)).href

function filesOf({ bundle, opened }: ArchiveContents): ArchivedFile[] {
  const local = [...bundle.files, ...opened].map((path) => ({
    name: `file${archivedPath(path)}`,
    read: () => readFile(locate(bundle.tree, path)),
  }))
  const remote = Object.entries(bundle.remotes).map(([url, text]) => ({
    name: archivedUrl(url),
    read: () => Promise.resolve(text),
  }))
  return [...local, ...remote]
}

const archivedName = (url: string): string =>
  url.startsWith('https://') ? archivedUrl(url) : `file${archivedPath(fileURLToPath(url))}`

function foldersOf(names: Iterable<string>): string[] {
  const folders = new Set<string>()
  for (const name of names) {
    for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) folders.add(folder)
  }
  return [...folders].sort()
}

function add(tar: Pack, headers: Partial<Header> & Pick<Header, 'name'>, data: Buffer | string): Promise<void> {
  return new Promise((resolve, reject) => {
    const mtime = new Date(0)
    tar.entry({ mode: 0o644, mtime, ...headers }, data, (error) => {
      if (error == null) resolve()
      else reject(error)
    })
  })
}
