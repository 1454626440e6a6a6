import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Millis, PerSecond, Share } from '../../base/units.ts'
import type { RunSnapshot, Window } from '../../engine/api.ts'
import type { RunConfig } from '../../engine/config/run-config.ts'
import type { ConstantVus, ScenarioConfig } from '../../engine/config/scenario.ts'
import type { Engine, LoadedScript } from '../../engine/index.ts'

/** What a script comes to here when the target answers at once. */
export interface Calibration {
  /** Iterations per second; undefined when hardly any iteration ended well without real answers. */
  readonly ceiling: PerSecond | undefined
  /** What was measured. */
  readonly measured: PerSecond
  /** CPU of the workers for an iteration. */
  readonly cpuPerIteration: Millis
  /** How busy the busiest worker was. */
  readonly utilisation: Share
  readonly failedShare: Share
}

export interface CalibrationWork {
  readonly engine: Engine
  readonly config: RunConfig
  readonly loaded: LoadedScript | undefined
}

const length: Millis = 3000
/** Enough to keep a worker busy, few enough that their memory is no matter. */
const vusPerThread = 50
/** The first second compiles. */
const warmUp: Millis = 1000
/** With more failures than this the iterations are not those of the run. */
const mostFailed: Share = 0.5

/**
 * Runs the script for 3 s as fast as it can against a server in another process that answers everything at once. Every name is led
 * there, so the target hears nothing of it; setup and teardown are left out.
 */
export async function calibrate({ engine, config, loaded }: CalibrationWork): Promise<Calibration> {
  await using server = await forkNullServer()
  const run = engine.start({
    config: configFor(config, server.port),
    script: loaded?.script,
    ...(loaded === undefined ? {} : { metrics: loaded.metrics }),
    target: 'calibration',
    onLog: () => undefined,
  })
  const cpu: number[] = []
  const utilisations: number[] = []
  let windows: readonly Window[] = []
  run.snapshots.subscribe(() => {
    const snapshot = run.snapshots.get()
    if (snapshot.windows === windows) return
    windows = snapshot.windows
    if (snapshot.elapsed <= warmUp + 500) return
    cpu.push(workerCpu(snapshot))
    utilisations.push(Math.max(0, ...snapshot.workers.map(({ health }) => health?.utilisation ?? 0)))
  })
  await run.end
  return calibrationOf(windows, { cpu: mean(cpu), utilisation: mean(utilisations), threads: config.threads })
}

interface WorkerUse {
  /** Of all workers, in cores. */
  readonly cpu: number
  readonly utilisation: Share
  readonly threads: number
}

/**
 * A worker is full when its thread has no CPU time left: so the ceiling is what the CPU that an iteration takes lets all workers do. The
 * server on the same machine takes CPU too, and a script that sleeps keeps no worker busy; neither changes that.
 */
export function calibrationOf(all: readonly Window[], { cpu, utilisation, threads }: WorkerUse): Calibration {
  const windows = all.filter(({ from, to }) => from >= warmUp && to - from > 900)
  const seconds = windows.reduce((sum, { from, to }) => sum + (to - from) / 1000, 0)
  const iterations = windows.reduce((sum, { achieved }) => sum + achieved, 0)
  const good = windows.reduce((sum, { good }) => sum + good, 0)
  const measured = seconds > 0 ? iterations / seconds : 0
  const failedShare = iterations > 0 ? 1 - good / iterations : 1
  const isUsable = failedShare <= mostFailed && measured > 0 && cpu > 0
  return {
    ceiling: isUsable ? Math.max(measured, (measured / cpu) * threads) : undefined,
    measured,
    cpuPerIteration: measured > 0 ? (1000 * cpu) / measured : 0,
    utilisation,
    failedShare,
  }
}

const workerCpu = ({ workers }: RunSnapshot): number => workers.reduce((sum, { health }) => sum + (health?.cpu ?? 0), 0)

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** The scenarios' functions in equal parts, in a closed model without thresholds. */
function configFor(config: RunConfig, port: number): RunConfig {
  const vus = Math.max(1, Math.ceil((vusPerThread * config.threads) / config.scenarios.length))
  return {
    ...config,
    scenarios: config.scenarios.map((scenario) => closedOf(scenario, vus)),
    paused: false,
    noSetup: true,
    noTeardown: true,
    noThresholds: true,
    minIterationDuration: 0,
    http: {
      ...config.http,
      hosts: { '*': `127.0.0.1:${port}` },
      insecureSkipTLSVerify: true,
      blockHostnames: [],
      blacklistIPs: [],
      localIPs: [],
      rps: 0,
      httpDebug: 'off',
    },
  }
}

const closedOf = ({ name, exec, env, tags }: ScenarioConfig, vus: number): ConstantVus => ({
  name,
  exec,
  env,
  tags,
  executor: 'constant-vus',
  vus,
  startTime: 0,
  duration: length,
  gracefulStop: 0,
})

interface NullServer extends AsyncDisposable {
  readonly port: number
}

async function forkNullServer(): Promise<NullServer> {
  const file = import.meta.url.endsWith('.ts') ? './null-server-main.ts' : './null-server-main.js'
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { stdio: 'inherit', detached: true })
  const [port] = (await once(child, 'message')) as [number]
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
