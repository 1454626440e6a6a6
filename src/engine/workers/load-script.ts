import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import { monotonicClock } from '../../base/clock.ts'
import type { MetricDef } from '../metrics/metric.ts'
import { Shard } from '../metrics/shard.ts'
import type { RunCounters, WorkerContext } from '../modules/vu.ts'
import { type Bundle, bundleScript, releaseBundler } from '../script/bundle/bundle.ts'
import { stackMapper } from '../script/bundle/map-stack.ts'
import { OpenFiles } from '../script/bundle/open-file.ts'
import type { CompiledScript } from '../script/compiled.ts'
import { transformScript } from '../script/transform/transform-script.ts'
import { LifecycleUser } from './lifecycle-user.ts'
import type { LoadedCode } from './portable-script.ts'
import { scriptError } from './script-error.ts'
import { ScriptHost } from './script-host.ts'

export interface LoadRequest {
  readonly path: string
  readonly stdin: string | undefined
  readonly env: Readonly<Record<string, string>>
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
export async function loadScript({ path, stdin, env }: LoadRequest, log: Log): Promise<LoadResult> {
  const input = { source: path, cwd: process.cwd(), env: process.env, ...(stdin === undefined ? {} : { stdin }) }
  const bundle = await bundleScript(input)
  await releaseBundler()
  const compiled = compile(bundle)
  const files = new OpenFiles(bundle.tree)
  const context = initContext(bundle.dir, log)
  try {
    const host = await ScriptHost.make({ compiled, dir: bundle.dir, files, env })
    const instance = host.instantiate(new LifecycleUser({ worker: context, idInInstance: 0, idInTest: 0 }))
    await instance.ready
    const code = {
      compiled,
      dir: bundle.dir,
      opened: files.opened,
      sharedArrays: context.sharedArrays,
      exports: Object.keys(instance.exports).filter((name) => typeof instance.exports[name] === 'function'),
    }
    const metrics = context.shard.metrics.all()
    return { code, options: optionsOf(instance.exports['options']), metrics, warnings: bundle.warnings }
  } catch (error) {
    throw scriptError(error, stackMapper(compiled.map))
  }
}

function compile({ code, map, file }: Bundle): CompiledScript {
  return transformScript({ code, map, file })
}

/** JSON, as in k6: functions and undefined members fall away. */
function optionsOf(exported: unknown): Readonly<Record<string, unknown>> {
  if (exported === undefined || exported === null) return {}
  const options: unknown = JSON.parse(JSON.stringify(exported) ?? 'null')
  if (typeof options === 'object' && options !== null && !Array.isArray(options))
    return options as Record<string, unknown>
  throw new UserError('INVALID_OPTIONS', `the exported options must be an object, got ${JSON.stringify(options)}`, {
    exitCode: ExitCode.InvalidConfig,
  })
}

const noCounters: RunCounters = {
  iterationsCompleted: () => 0,
  iterationsInterrupted: () => 0,
  vusActive: () => 0,
  vusInitialized: () => 0,
  nextIterationInTest: () => 0,
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
