import { existsSync, readFileSync } from 'node:fs'
import { stop } from 'esbuild'
import { resolveJslib } from '../../modules/jslib/resolve-jslib.ts'
import { findModule } from '../../modules/modules.ts'
import { Bundling } from './bundling.ts'
import { findEntry } from './entry.ts'
import { disk, type FileTree, locateRemote } from './file-tree.ts'
import type { BundleTools } from './import-rules.ts'
import { loadRemoteModule, moduleCacheFolder } from './remote-module.ts'

export interface BundleInput {
  /** As the user gave it: a path, a `file://` or `https://` URL, or `-` for standard input. */
  readonly source: string
  /** Absolute; relative sources and standard input are resolved from here. */
  readonly cwd: string
  /** What standard input holds; needed when `source` is `-`. */
  readonly stdin?: string
  /** Of this process: says where the cache folder is. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** An unpacked archive to read from in place of the disk. */
  readonly tree?: FileTree
}

/** A script and all it imports, as one text. */
export interface Bundle {
  /** An ES module that imports k6's modules and nothing else. */
  readonly code: string
  /** Source map, version 3, as JSON text; it holds the user's own texts. */
  readonly map: string
  /** What the user calls the script. */
  readonly file: string
  /** The absolute path of the folder that relative paths in `open()` start from. */
  readonly dir: string
  /** A CommonJS script exports by default its `module.exports`, whose members are what it really exports. */
  readonly isCommonJs: boolean
  /** Modules of k6 it imports, in order of name. */
  readonly modules: readonly string[]
  /** Absolute paths of the local files it is made of, in order of name. */
  readonly files: readonly string[]
  /** What comes from the network: text by URL. */
  readonly remotes: Readonly<Record<string, string>>
  readonly entry: { readonly url: string; readonly text: string }
  readonly tree: FileTree
  /** Likely mistakes in the user's own files. */
  readonly warnings: readonly string[]
}

const fetchTimeout = 30_000

/** Reads a script and all it imports. Every mistake of the user is a UserError with its place. */
export async function bundleScript(input: BundleInput, given: Partial<BundleTools> = {}): Promise<Bundle> {
  const tree = input.tree ?? disk
  const tools = { ...defaultTools(input.env, tree), ...given }
  const entry = await findEntry({ stdin: undefined, ...input, tree }, tools.loadRemote)
  const remotes = new Map(entry.kind === 'https' ? [[entry.url, entry.text]] : [])
  const context = { entry, tree, tools, remotes, texts: new Map(), marked: new Map(), constants: new Map() }
  return new Bundling(input, context).run()
}

/** Ends esbuild's process, which otherwise stays until this process ends. */
export const releaseBundler = (): Promise<void> => stop()

function defaultTools(env: BundleInput['env'], tree: FileTree): BundleTools {
  const remote = { cacheFolder: moduleCacheFolder(env), fetch, timeout: fetchTimeout }
  return {
    resolveJslib,
    checkModule: findModule,
    loadRemote: async (url) => archivedModule(url, tree) ?? loadRemoteModule(url, remote),
  }
}

function archivedModule(url: string, tree: FileTree): string | undefined {
  const place = locateRemote(tree, url)
  return place !== undefined && existsSync(place) ? readFileSync(place, 'utf8') : undefined
}
