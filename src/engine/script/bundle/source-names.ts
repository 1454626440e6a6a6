import { isAbsolute, join, relative, resolve } from 'node:path'
import { type FileTree, pathOf } from './file-tree.ts'

/** A source of a bundle. `place`: the path on this disk or the URL; undefined for what we made up. */
export interface NamedSource {
  readonly kind: 'file' | 'https' | 'jslib' | 'made-up'
  readonly place: string
  /** As messages call it. */
  readonly name: string
}

/** From the names esbuild gives to sources to those that a user knows. */
export class SourceNames {
  readonly #folder: string
  readonly #cwd: string
  readonly #tree: FileTree

  /** `folder`: where esbuild works; `cwd`: where the user is. */
  constructor(folder: string, cwd: string, tree: FileTree) {
    this.#folder = folder
    this.#cwd = cwd
    this.#tree = tree
  }

  of(key: string): NamedSource {
    const [, namespace, rest = ''] = /^(https|jslib|k6|kneepoint):(.*)$/s.exec(key) ?? []
    if (namespace === undefined) return this.file(resolve(this.#folder, key))
    if (namespace === 'https' || namespace === 'jslib') return { kind: namespace, place: rest, name: rest }
    return { kind: 'made-up', place: rest, name: rest }
  }

  /** Short for what is below the user's folder, `-` for standard input. */
  file(place: string): NamedSource {
    const path = pathOf(this.#tree, place)
    const short = relative(this.#cwd, path)
    const isBelow = short !== '' && !short.startsWith('..') && !isAbsolute(short)
    return { kind: 'file', place, name: isBelow ? short : path }
  }

  /** The name esbuild gives to a file, as `__enterFile` gets it. */
  keyOf(place: string): string {
    return relative(this.#folder, place)
  }
}

/** The folder of a file that `__enterFile` names; undefined when it is no file. */
export const folderOfKey = (dir: string, key: string): string | undefined =>
  /^(?:https|jslib|k6|kneepoint):/.test(key) ? undefined : join(dir, key, '..')
