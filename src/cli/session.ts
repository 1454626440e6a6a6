import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'
import type { RunHandle } from '../engine/api.ts'
import type { RunConfig } from '../engine/config/run-config.ts'
import type { Engine, LoadedScript, StartedRun } from '../engine/index.ts'
import { resultOf } from '../engine/result.ts'
import type { RunEnd } from '../engine/run.ts'
import { renderSummary } from '../engine/run-summary.ts'
import { threadCpuMillis, watchHost } from './host-store.ts'
import { logSink } from './log-sink.ts'
import { showProgress } from './progress.ts'
import { onStopSignals } from './signals.ts'
import { colorDepthOf } from './color-depth.ts'
import { packageVersion } from './version.ts'

export interface SessionOptions {
  readonly engine: Engine
  readonly config: RunConfig
  readonly loaded: LoadedScript | undefined
  /** Names the target: a URL or a script. */
  readonly target: string
  readonly headless: boolean
  readonly quiet: boolean
  readonly ascii: boolean
  readonly color: boolean
  readonly resultFile: string | undefined
  /** Printed after the summary: what a command has to say of its own. */
  readonly epilogue?: (end: RunEnd) => string
}

/** Runs one run from start to exit code: with the screen or without it, the engine does the same. */
export async function runSession(options: SessionOptions): Promise<number> {
  const { engine, config, loaded, target } = options
  checkWritable(options.resultFile)
  const logs = logSink(options)
  const run = engine.start({ config, script: loaded?.script, target, onLog: logs.write })
  using _signals = onStopSignals((graceful) => run.send({ type: 'stop', graceful }, 'signal'))
  const screenCpu = threadCpuMillis()
  const end = await watch(run, options, logs)
  const screenSeconds = (threadCpuMillis() - screenCpu) / 1000
  report(end, options, screenSeconds)
  return end.exitCode
}

async function watch(run: StartedRun, options: SessionOptions, logs: ReturnType<typeof logSink>): Promise<RunEnd> {
  if (options.headless) {
    using _progress = options.quiet ? undefined : showProgress(run.snapshots, process.stderr)
    return await run.end
  }
  const { startUi } = await import('../ui/start.tsx')
  const host = watchHost()
  logs.hold()
  const handle: RunHandle = { snapshots: run.snapshots, send: run.send, finished: run.end.then(outcomeOf) }
  handle.finished.catch(() => undefined)
  const ui = startUi({
    run: handle,
    host: host.views,
    title: options.target,
    stdin: process.stdin,
    stdout: process.stdout,
    color: colorDepthOf(process.stdout, process.env, options.color),
    ascii: options.ascii,
    threadCpu: threadCpuMillis,
  })
  try {
    return await run.end
  } finally {
    ui.close()
    await ui.finished
    logs.release()
    await host.close()
  }
}

const outcomeOf = (end: RunEnd): { exitCode: number; summary: string } => ({
  exitCode: end.exitCode,
  summary: renderSummary(end, false),
})

function report(end: RunEnd, options: SessionOptions, uiCpuSeconds: number): void {
  const { resultFile, epilogue, target } = options
  if (resultFile !== undefined) writeResult(end, resultFile, target, uiCpuSeconds)
  const wantsColor = colorDepthOf(process.stdout, process.env, options.color) !== 'none'
  process.stdout.write(renderSummary(end, wantsColor))
  if (epilogue !== undefined) process.stdout.write(epilogue(end))
}

function writeResult(end: RunEnd, file: string, script: string, uiCpuSeconds: number): void {
  const { user, system } = process.cpuUsage()
  const host = {
    cpus: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    processCpuSeconds: (user + system) / 1e6,
    uiCpuSeconds,
  }
  const result = resultOf(end, { id: randomUUID(), script, version: packageVersion(), host })
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
}

/** Before the run, not after it: a result that cannot be written is a run for nothing. */
function checkWritable(file: string | undefined): void {
  if (file === undefined) return
  try {
    writeFileSync(file, '', { flag: 'a' })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('CANNOT_WRITE_RESULT', `--result: cannot write ${file}: ${reason}`, {
      exitCode: ExitCode.InvalidConfig,
      hint: 'name a file in a folder that exists and can be written to',
      cause,
    })
  }
}
