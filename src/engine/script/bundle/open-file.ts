import { readFileSync, statSync } from 'node:fs'
import { isAbsolute, normalize, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { GoError } from '../../modules/go-error.ts'
import { type FileTree, locate } from './file-tree.ts'
import { nearFile } from './near-file.ts'

/** What `open()` gives to all VUs of a worker: each file is read once. */
export class OpenFiles {
  readonly #tree: FileTree
  readonly #allowed: ReadonlySet<string> | undefined
  readonly #texts = new Map<string, string>()
  readonly #bytes = new Map<string, ArrayBuffer>()

  /** `allowed`: the absolute paths opened when init code ran first (VU 0); k6 lets the other VUs open no others. */
  constructor(tree: FileTree, allowed?: Iterable<string>) {
    this.#tree = tree
    this.#allowed = allowed === undefined ? undefined : new Set(allowed)
  }

  /** Absolute paths of the files opened so far, in order of name. */
  get opened(): readonly string[] {
    return [...new Set([...this.#texts.keys(), ...this.#bytes.keys()])].sort()
  }

  text(path: string): string {
    return this.#texts.get(path) ?? remember(this.#texts, path, this.#read(path).toString('utf8'))
  }

  /** A copy of its own for each call: scripts may write into it. */
  bytes(path: string): ArrayBuffer {
    const known = this.#bytes.get(path) ?? remember(this.#bytes, path, bufferOf(this.#read(path)))
    return known.slice(0)
  }

  #read(path: string): Buffer {
    const place = locate(this.#tree, path)
    const found = statSync(place, { throwIfNoEntry: false })
    if (found?.isDirectory() === true) throw new GoError(`open() can't be used with directories, path: "${path}"`)
    if (this.#allowed?.has(path) === false) {
      throw new GoError(
        `open() can't be used with files that weren't previously opened during initialization (__VU==0), path: "${path}"`,
      )
    }
    if (found === undefined) throw new GoError(`open ${path}: no such file or directory${nearFile(place)}`)
    return readFileSync(place)
  }
}

function remember<T>(map: Map<string, T>, path: string, value: T): T {
  map.set(path, value)
  return value
}

const bufferOf = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer

/** The absolute path of a file that a script names, by a path or a `file://` URL. */
export function openedPath(name: string, folder: string): string {
  if (name.startsWith('file://')) return fileURLToPath(name)
  return isAbsolute(name) ? normalize(name) : resolve(folder, name)
}
