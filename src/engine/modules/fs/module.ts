import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { namespaceOf } from '../namespace.ts'
import { toText } from '../to-text.ts'
import type { ModuleFactory, Vu, WorkerContext } from '../vu.ts'
import { File, SeekMode } from './file.ts'
import { FsError } from './fs-error.ts'

const contents = new WeakMap<WorkerContext, Map<string, Uint8Array>>()

/** Read once for all VUs of the worker. */
function contentOf(worker: WorkerContext, path: string): Uint8Array {
  const known = contents.get(worker) ?? new Map<string, Uint8Array>()
  contents.set(worker, known)
  const bytes = known.get(path) ?? readFile(path)
  known.set(path, bytes)
  return bytes
}

function readFile(path: string): Uint8Array {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) throw new FsError('NotFoundError', `no such file or directory "${path}"`)
  if (stats.isDirectory()) {
    throw new FsError('InvalidResourceError', `cannot open "${path}": opening a directory is not supported`)
  }
  return readFileSync(path)
}

async function open({ stage, worker }: Vu, path: unknown): Promise<File> {
  if (stage !== 'init') {
    throw new FsError('ForbiddenError', 'open() failed; reason: opening a file is allowed only in the Init context')
  }
  if (path === undefined || path === null) {
    throw new FsError('TypeError', 'open() failed; reason: path cannot be null or undefined')
  }
  const text = toText(path).replace(/^file:\/\//, '')
  if (text === '') throw new FsError('TypeError', 'open() failed; reason: path cannot be empty')
  const absolute = resolve(worker.scriptDir, text)
  return new File(absolute, contentOf(worker, absolute))
}

export const fs: ModuleFactory = (vu) => namespaceOf({ open: (path: unknown) => open(vu, path), SeekMode })
