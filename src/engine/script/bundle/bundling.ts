import { existsSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { build, type BuildFailure, type BuildOptions, type BuildResult, type Metafile } from 'esbuild'
import { isModuleName } from '../../modules/modules.ts'
import { buildError, buildWarnings, faultIn, type ProblemContext } from './build-problems.ts'
import type { Bundle, BundleInput } from './bundle.ts'
import { assignedConstants } from './constant-assignments.ts'
import { adjustHelpers } from './bundled-code.ts'
import type { Entry } from './entry.ts'
import { pathOf } from './file-tree.ts'
import { isPackageFile } from './import-rules.ts'
import { scriptPlugin, type SourceContext } from './script-plugin.ts'
import { SourceNames } from './source-names.ts'

/** The shape of a build, fixed here so that results have a metafile. */
const settings = {
  bundle: true,
  charset: 'utf8',
  conditions: ['browser', 'module'],
  define: { 'process.env.NODE_ENV': '"production"' },
  format: 'esm',
  legalComments: 'none',
  logLevel: 'silent',
  mainFields: ['browser', 'module', 'main'],
  metafile: true,
  outfile: 'script.js',
  platform: 'neutral',
  sourcemap: 'external',
  // Node has no decorators yet.
  supported: { decorators: false },
  target: 'esnext',
  // k6 reads no tsconfig.json.
  tsconfigRaw: '{}',
  write: false,
} as const satisfies BuildOptions

type Built = BuildResult<typeof settings>

/** One script on its way to a bundle. */
export class Bundling {
  readonly #context: SourceContext
  readonly #folder: string
  readonly #names: SourceNames

  constructor({ cwd }: BundleInput, context: SourceContext) {
    const { entry, tree } = context
    this.#context = context
    this.#folder = entry.kind === 'file' ? dirname(entry.place) : cwd
    this.#names = new SourceNames(this.#folder, cwd, tree)
  }

  async run(): Promise<Bundle> {
    const { entry, tree, remotes } = this.#context
    const first = await this.#build(this.#context)
    const marked = this.#modulesToMark(first.metafile)
    const built = marked === undefined ? first : await this.#build({ ...this.#context, marked })
    const [map, code] = built.outputFiles
    return {
      code: adjustHelpers(code?.text ?? '', marked !== undefined),
      map: this.#nameSources(map?.text ?? '{}'),
      file: this.#entryName(entry),
      dir: entry.dir,
      isCommonJs: inputOf(built.metafile)?.format === 'cjs',
      modules: modulesOf(built.metafile),
      files: this.#filesOf(built.metafile),
      remotes: Object.fromEntries(remotes),
      entry: { url: entry.url, text: entry.text },
      tree,
      warnings: buildWarnings(built.warnings, this.#problems),
    }
  }

  async #build(context: SourceContext): Promise<Built> {
    try {
      return await this.#buildOnce(context)
    } catch (error) {
      if (!isBuildFailure(error)) throw error
      const constants = context.constants.size > 0 ? undefined : assignedConstants(error.errors)
      if (constants === undefined) throw faultIn(error.errors) ?? buildError(error.errors, this.#problems)
      return this.#build({ ...context, constants: Map.groupBy(constants, ({ file }) => this.#names.of(file).place) })
    }
  }

  #buildOnce(context: SourceContext): Promise<Built> {
    return build({
      ...settings,
      absWorkingDir: this.#folder,
      entryPoints: [context.entry.place],
      plugins: [scriptPlugin(context)],
    })
  }

  get #problems(): ProblemContext {
    const { texts, remotes } = this.#context
    return { names: this.#names, textOf: (place) => texts.get(place) ?? remotes.get(place) }
  }

  #entryName({ kind, place }: Entry): string {
    return kind === 'https' ? place : this.#names.file(place).name
  }

  /**
   * `open()` starts from the folder of the file whose top level runs, which has to be tracked only when a script opens files
   * and is spread over folders.
   */
  #modulesToMark({ inputs }: Metafile): Map<string, string> | undefined {
    const { texts, entry } = this.#context
    const folders = new Set([...texts.keys()].map((place) => dirname(place)))
    const opens = [...texts.values()].some((text) => /\bopen\b/.test(text))
    if (!opens || folders.size < 2) return undefined
    const places = modulesIn(inputs).map((key) => this.#names.of(key).place)
    const own = places.filter((place) => texts.has(place) && place !== entry.place && extname(place) !== '.json')
    return new Map(own.map((place) => [place, this.#names.keyOf(place)]))
  }

  #filesOf({ inputs }: Metafile): string[] {
    const { tree, entry } = this.#context
    const places = Object.keys(inputs)
      .map((key) => this.#names.of(key))
      .filter(({ kind, place }) => kind === 'file' && (place !== entry.place || existsSync(place)))
      .map(({ place }) => place)
    const packages = places.filter(isPackageFile).map((place) => packageFile(dirname(place)))
    const all = new Set([...places, ...packages.filter((place) => place !== undefined)])
    return [...all].map((place) => pathOf(tree, place)).sort()
  }

  /** The texts of packages are left out: they are large, and nobody needs to see them. */
  #nameSources(json: string): string {
    const map = JSON.parse(json) as { sources: string[]; sourcesContent: (string | null)[] }
    const sources = map.sources.map((key) => this.#names.of(key))
    const sourcesContent = sources.map(({ place }, index) => {
      const { texts, remotes } = this.#context
      return texts.get(place) ?? remotes.get(place) ?? (isPackageFile(place) ? null : map.sourcesContent[index])
    })
    const names = sources.map(({ kind, name }) => (kind === 'made-up' ? null : name))
    return JSON.stringify({ ...map, sources: names, sourcesContent })
  }
}

const isBuildFailure = (error: unknown): error is BuildFailure => error instanceof Error && 'errors' in error

const inputOf = ({ inputs, outputs }: Metafile): Metafile['inputs'][string] | undefined =>
  inputs[outputs[settings.outfile]?.entryPoint ?? '']

/** The ES modules; a file without imports or exports is one unless somebody requires it. */
function modulesIn(inputs: Metafile['inputs']): string[] {
  const imports = Object.values(inputs).flatMap((input) => input.imports)
  const required = new Set(imports.filter(({ kind }) => kind === 'require-call').map(({ path }) => path))
  return Object.entries(inputs)
    .filter(([key, { format }]) => format === 'esm' || (format === undefined && !required.has(key)))
    .map(([key]) => key)
}

function modulesOf({ outputs }: Metafile): string[] {
  const imports = outputs[settings.outfile]?.imports ?? []
  return [...new Set(imports.map(({ path }) => path).filter(isModuleName))].sort()
}

/** The package.json that says how a package is resolved. */
function packageFile(folder: string): string | undefined {
  const file = join(folder, 'package.json')
  if (existsSync(file)) return file
  const parent = dirname(folder)
  return parent === folder ? undefined : packageFile(parent)
}
