import { stat } from 'node:fs/promises'
import { extname, isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OnResolveArgs, OnResolveResult, PluginBuild } from 'esbuild'
import { UserError } from '../../../base/errors.ts'
import { ExitCode } from '../../../base/exit-code.ts'
import type { JslibModule } from '../../modules/jslib/resolve-jslib.ts'
import { isModuleName } from '../../modules/modules.ts'
import type { Entry } from './entry.ts'
import { type FileTree, locate } from './file-tree.ts'
import { nearFile } from './near-file.ts'
import { isOwnSpecifier } from './own-syntax.ts'

/** What the bundler asks others for. */
export interface BundleTools {
  readonly resolveJslib: (url: string) => JslibModule | undefined
  /** Throws a UserError when there is no such module of k6. */
  readonly checkModule: (specifier: string) => void
  /** The text of a module at an https URL. */
  readonly loadRemote: (url: string) => Promise<string>
}

export interface ImportContext {
  readonly entry: Entry
  readonly tree: FileTree
  readonly tools: BundleTools
  /** Texts of remote modules by URL, filled while imports are resolved so that a failure has the place of the import. */
  readonly remotes: Map<string, string>
}

export const isPackageFile = (path: string): boolean => /[/\\]node_modules[/\\]/.test(path)

const extensions = ['', '.js', '.ts', '.mjs', '.cjs', '.mts', '.cts', '.json', '/index.js', '/index.ts']

/** Decides what an import means. Namespaces: `file` on disk, `https` fetched, `jslib` ours, `k6` and `kneepoint` made up. */
export class ImportRules {
  readonly #context: ImportContext
  readonly #build: PluginBuild

  constructor(context: ImportContext, build: PluginBuild) {
    this.#context = context
    this.#build = build
  }

  /** Undefined: esbuild's own rules hold, for packages and for what is missing. */
  resolve(args: OnResolveArgs): Promise<OnResolveResult | undefined> | OnResolveResult | undefined {
    const { entry } = this.#context
    if (args.kind === 'entry-point') return { path: entry.place, namespace: entry.kind }
    if (isOwnSpecifier(args.path)) return { path: args.path, namespace: 'kneepoint' }
    if (isModuleName(args.path)) return this.#k6Module(args)
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(args.path)) return this.#url(args)
    if (args.namespace === 'https') return this.#besideRemote(args)
    if (args.namespace === 'jslib') return this.#fromJslib(args)
    return isPackageFile(args.importer) ? undefined : this.#besideScript(args)
  }

  /** `import()` gets a module that re-exports: then the bundle imports k6's modules by statement only. */
  #k6Module({ path, kind }: OnResolveArgs): OnResolveResult {
    this.#context.tools.checkModule(path)
    return kind === 'dynamic-import' ? { path, namespace: 'k6' } : { path, external: true }
  }

  #url(args: OnResolveArgs): Promise<OnResolveResult | undefined> | OnResolveResult {
    const { path, namespace } = args
    if (path.startsWith('https://')) return this.#remote(path)
    if (!path.startsWith('file://')) {
      throw refused('IMPORT_SCHEME', `cannot import ${path}: only file:// and https:// are allowed`)
    }
    if (namespace === 'https') throw refused('IMPORT_SCHEME', `a module from the network must not import ${path}`)
    return this.#file(filePath(path))
  }

  async #remote(url: string): Promise<OnResolveResult> {
    const { remotes, tools } = this.#context
    const own = tools.resolveJslib(url)
    if (own?.kind === 'source') return { path: url, namespace: 'jslib', pluginData: own.path }
    if (own?.kind === 'package') return this.#ownPackage(own.name, import.meta.dirname)
    if (!remotes.has(url)) remotes.set(url, await tools.loadRemote(url))
    return { path: url, namespace: 'https' }
  }

  #besideRemote({ path, importer }: OnResolveArgs): Promise<OnResolveResult> {
    if (!/^\.{0,2}\//.test(path)) {
      throw refused('IMPORT_NOT_FOUND', `cannot find the package "${path}", imported by ${importer}`)
    }
    return this.#remote(new URL(path, importer).href)
  }

  #fromJslib({ path, resolveDir }: OnResolveArgs): Promise<OnResolveResult> {
    return this.#ownPackage(path, resolveDir)
  }

  /** Resolved as a file, then kept apart from the user's files. */
  async #ownPackage(name: string, resolveDir: string): Promise<OnResolveResult> {
    const found = await this.#build.resolve(name, { kind: 'import-statement', namespace: 'file', resolveDir })
    if (found.errors.length > 0 || found.external || found.namespace !== 'file') return found
    return { path: found.path, namespace: 'jslib', pluginData: found.path }
  }

  /** Paths are taken as written, without following links, as in k6. */
  async #besideScript({ path, resolveDir }: OnResolveArgs): Promise<OnResolveResult | undefined> {
    if (isAbsolute(path)) return this.#file(path)
    if (!/^\.{1,2}(?:\/|$)/.test(path)) return undefined
    const found = await firstFile(resolve(resolveDir, path))
    return found === undefined ? undefined : { path: found }
  }

  async #file(path: string): Promise<OnResolveResult> {
    const place = locate(this.#context.tree, path)
    const found = await firstFile(place)
    if (found === undefined) throw refused('IMPORT_NOT_FOUND', `cannot find ${path}${nearFile(place)}`)
    return { path: found }
  }
}

function filePath(url: string): string {
  try {
    return fileURLToPath(url)
  } catch {
    throw refused('IMPORT_NOT_FOUND', `cannot import ${url}: a file URL has three slashes and an absolute path`)
  }
}

async function firstFile(path: string): Promise<string | undefined> {
  for (const extension of extname(path) === '' ? extensions : [extensions[0]]) {
    const candidate = `${path}${extension}`
    const isFile = await stat(candidate).then(
      (found) => found.isFile(),
      () => false,
    )
    if (isFile) return candidate
  }
  return undefined
}

const refused = (code: string, message: string): UserError =>
  new UserError(code, message, { exitCode: ExitCode.ScriptException })
