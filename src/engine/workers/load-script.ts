import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import { monotonicClock } from '../../base/clock.ts'
import type { MetricDef } from '../metrics/metric.ts'
import { Shard } from '../metrics/shard.ts'
import type { RunCounters, WorkerContext } from '../modules/vu.ts'
import { type Bundle, type BundleInput, bundleScript, releaseBundler } from '../script/bundle/bundle.ts'
import { isArchive, readArchive } from '../script/bundle/read-archive.ts'
import { OpenFiles } from '../script/bundle/open-file.ts'
import { provideSecrets } from '../modules/secrets/secret-keeper.ts'
import type { SecretSources } from '../modules/secrets/secret-sources.ts'
import type { CompiledScript } from '../script/compiled.ts'
import { transformScript } from '../script/transform/transform-script.ts'
import { LifecycleUser } from './lifecycle-user.ts'
import type { LoadedCode } from './portable-script.ts'
import { optionsOf } from './exported-options.ts'
import { scriptError } from './script-error.ts'
import { ScriptHost } from './script-host.ts'

export interface LoadRequest {
  readonly path: string
  /** Undefined: found out from the file. */
  readonly testType: 'js' | 'archive' | undefined
  readonly compatibilityMode: 'extended' | 'base'
  readonly stdin: string | undefined
  readonly env: Readonly<Record<string, string>>
  readonly secrets: SecretSources
}

export interface LoadResult {
  readonly code: LoadedCode
  /** The `options` export as JSON has it. */
  readonly options: Readonly<Record<string, unknown>>
  /** All that are known once init code has run. */
  readonly metrics: readonly MetricDef[]
  readonly warnings: readonly string[]
}

type Log = WorkerContext['log']

/** Reads a script and all it imports, makes it ready to run, and runs its init code once, as VU 0. */
export async function loadScript(request: LoadRequest, log: Log): Promise<LoadResult> {
  const found = await findSource(request)
  const env = { ...found.env, ...request.env }
  const bundle = await bundleScript({ ...found.input, env: process.env })
  await releaseBundler()
  const compiled = compile(bundle)
  const files = new OpenFiles(bundle.tree)
  const context = initContext(bundle.dir, log)
  provideSecrets(context, request.secrets)
  try {
    const { isCommonJs, dir } = bundle
    const { compatibilityMode } = found
    const host = await ScriptHost.make({ compiled, isCommonJs, dir, files, env, compatibilityMode })
    const vu = new LifecycleUser(context, { idInInstance: 0, idInTest: 0 })
    const instance = host.instantiate(vu)
    await instance.ready
    const exports = Object.keys(instance.exports).filter((name) => typeof instance.exports[name] === 'function')
    if (exports.length === 0) throw exportsNothing(bundle.file)
    const misused = ['setup', 'teardown'].find((name) => isNoFunction(instance.exports[name]))
    if (misused !== undefined) throw mustBeFunction(bundle.file, misused)
    const code = {
      compiled,
      isCommonJs,
      dir,
      tree: bundle.tree,
      env: found.env,
      secrets: request.secrets,
      compatibilityMode,
      opened: files.opened,
      sharedArrays: context.sharedArrays,
      exports,
    }
    const metrics = context.shard.metrics.all()
    return {
      code,
      options: found.options ?? optionsOf(instance.exports['options']),
      metrics,
      warnings: [...bundle.warnings, ...host.missingImports(vu)],
    }
  } catch (error) {
    throw scriptError(error)
  }
}

const exportsNothing = (file: string): UserError =>
  new UserError('NO_FUNCTION', `${file} exports no function`, {
    exitCode: ExitCode.Other,
    hint: 'what a VU does is written in: export default function () { ... }',
  })

const isNoFunction = (exported: unknown): boolean =>
  exported !== undefined && exported !== null && typeof exported !== 'function'

const mustBeFunction = (file: string, name: string): UserError =>
  new UserError('NO_FUNCTION', `${file} exports '${name}', which must be a function`, { exitCode: ExitCode.Other })

interface Source {
  readonly input: Omit<BundleInput, 'env'>
  /** Of an archive: the options and variables it was made with. */
  readonly options: Readonly<Record<string, unknown>> | undefined
  readonly env: Readonly<Record<string, string>>
  readonly compatibilityMode: LoadRequest['compatibilityMode']
}

async function findSource({ path, stdin, testType, compatibilityMode }: LoadRequest): Promise<Source> {
  if (testType === 'archive' || (testType === undefined && path !== '-' && (await isArchive(path)))) {
    // Every worker reads from the unpacked files as long as the run lasts: the engine removes them when it closes.
    const { input, metadata } = await readArchive(path)
    // Made for the base, a script must not find more.
    const mode = metadata.compatibilityMode === 'base' ? 'base' : compatibilityMode
    return { input, options: withoutNulls(metadata.options), env: metadata.env, compatibilityMode: mode }
  }
  const input = { source: path, cwd: process.cwd(), ...(stdin === undefined ? {} : { stdin }) }
  return { input, options: undefined, env: {}, compatibilityMode }
}

/** Archives list every option, null where nothing was set. */
const withoutNulls = (options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null))

function compile({ code, map, file }: Bundle): CompiledScript {
  return transformScript({ code, map, file })
}

const noCounters: RunCounters = {
  iterationsCompleted: () => 0,
  iterationsInterrupted: () => 0,
  vusActive: () => 0,
  vusInitialized: () => 0,
}

/** What init code sees the first time: there are no options yet, and nothing is measured. */
const initContext = (scriptDir: string, log: Log): WorkerContext => ({
  shard: new Shard(0, 0),
  clock: monotonicClock(),
  counters: noCounters,
  config: undefined,
  systemTags: new Set(),
  scriptDir,
  sharedArrays: new Map(),
  log,
  problem: () => undefined,
  abortTest: () => undefined,
  failTest: () => undefined,
})
