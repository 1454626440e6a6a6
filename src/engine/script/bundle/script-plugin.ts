import { readFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { OnLoadArgs, OnLoadResult, OnResolveArgs, OnResolveResult, Plugin } from 'esbuild'
import { UserError } from '../../../base/errors.ts'
import { type AssignedConstant, throwAtConstants } from './constant-assignments.ts'
import { pathOf } from './file-tree.ts'
import { type ImportContext, ImportRules, isPackageFile } from './import-rules.ts'
import { rewriteLateRequire } from './late-require.ts'
import { markModule, ownModule, rewriteImportMeta } from './own-syntax.ts'

export interface SourceContext extends ImportContext {
  /** The user's own texts as they were read, by place or URL. */
  readonly texts: Map<string, string>
  /** ES modules of the user by place, with the names `__enterFile` gets: their top level is marked. */
  readonly marked: ReadonlyMap<string, string>
  /** Assignments to constants, by place. */
  readonly constants: ReadonlyMap<string, readonly AssignedConstant[]>
}

/** Makes esbuild read and resolve as k6 does. */
export const scriptPlugin = (context: SourceContext): Plugin => ({
  name: 'kneepoint',
  setup: (build) => {
    const rules = new ImportRules(context, build)
    build.onResolve({ filter: /.*/ }, (args) => withUserErrors(args, rules))
    for (const [namespace, load] of Object.entries(loaders)) {
      build.onLoad({ filter: /.*/, namespace }, (args) => load(args, context))
    }
  },
})

/** esbuild adds the place of the import to the messages of a plugin. */
async function withUserErrors(args: OnResolveArgs, rules: ImportRules): Promise<OnResolveResult | undefined> {
  try {
    return await rules.resolve(args)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { errors: [{ text: error.message, detail: error }] }
  }
}

type Load = (args: OnLoadArgs, context: SourceContext) => Promise<OnLoadResult | undefined> | OnLoadResult

const loaders: Readonly<Record<string, Load>> = {
  file: loadFile,
  https: ({ path }, { remotes, constants }) => {
    const loader = loaderFor(new URL(path).pathname)
    const own = rewritten(remotes.get(path) ?? '', path, loader)
    return { contents: throwAtConstants(own, constants.get(path) ?? []), loader }
  },
  jslib: async ({ path, pluginData }) => {
    const file: unknown = pluginData
    const place = typeof file === 'string' ? file : path
    return { contents: await readFile(place, 'utf8'), loader: loaderFor(place), resolveDir: dirname(place) }
  },
  k6: ({ path }) => {
    const specifier = JSON.stringify(path)
    return { contents: `export * from ${specifier}; export { default } from ${specifier}` }
  },
  kneepoint: ({ path }) => ({ contents: ownModule(path), loader: 'js' }),
}

async function loadFile({ path, with: attributes }: OnLoadArgs, context: SourceContext) {
  const { entry, tree, texts, marked, constants } = context
  const isEntry = path === entry.place
  if (isPackageFile(path) && !isEntry) return undefined
  const text = isEntry ? entry.text : await readFile(path, 'utf8')
  texts.set(path, text)
  const loader = attributes['type'] === 'json' ? 'json' : loaderFor(path)
  const complete = loader === 'json' ? text : rewriteLateRequire(text, dirname(path), loader)
  const own = rewritten(complete, pathToFileURL(pathOf(tree, path)).href, loader)
  const name = marked.get(path)
  const contents = name === undefined ? own : markModule(own, name)
  return { contents: throwAtConstants(contents, constants.get(path) ?? []), loader, resolveDir: dirname(path) }
}

const rewritten = (text: string, url: string, loader: ReturnType<typeof loaderFor>): string =>
  loader === 'json' ? text : rewriteImportMeta(text, url, loader)

/** k6 takes every file for JavaScript, whatever it is called. */
function loaderFor(path: string): 'js' | 'ts' | 'json' {
  const extension = extname(path).toLowerCase()
  if (/^\.[mc]?ts$/.test(extension)) return 'ts'
  return extension === '.json' ? 'json' : 'js'
}
