import { writeFileSync } from 'node:fs'
import type { Exploration } from '../analysis/exploration.ts'
import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'
import type { Store } from '../base/store.ts'
import type { RunHandle } from '../engine/api.ts'
import type { RunConfig } from '../engine/config/run-config.ts'
import type { Engine, LoadedScript, StartedRun } from '../engine/index.ts'
import type { TestPlan } from '../analysis/load-test/test-plan.ts'
import type { TestView } from '../analysis/load-test/test-view.ts'
import { TestSession } from './load-test/test-session.ts'
import type { OutputConfig } from '../engine/outputs/output-kinds.ts'
import type { RecordWriter } from '../engine/record/record-writer.ts'
import { type HostResult, resultOf, type RunResult } from '../engine/result.ts'
import { type RestOptions, type RestServer, serveRest } from '../engine/control/rest/serve.ts'
import type { RunObserver } from '../engine/run-observer.ts'
import type { RunEnd } from '../engine/run-end.ts'
import { renderInterimSummary, renderSummary } from '../engine/run-summary.ts'
import { type DeskListener, ExplorationDesk, foundBy } from './exploration/exploration-desk.ts'
import { holdLine } from './exploration/hold-line.ts'
import { type ExploreSettings, slowFromOf } from './exploration/settings.ts'
import { balanceLines } from './balance/balance-lines.ts'
import { checkHost } from './doctor/check-host.ts'
import { hostFacts } from './host-facts.ts'
import type { HostOptions } from './host-options.ts'
import { type HostWatch, threadCpuMillis, watchHost } from './host-store.ts'
import { limitLines } from './limits/limit-lines.ts'
import { targetLines } from './limits/target-lines.ts'
import { onInterimSignal } from './interim-signal.ts'
import type { LogSink } from './log-sink.ts'
import { outputLines } from './output-lines.ts'
import { problemLines } from './problem-lines.ts'
import type { RecordOptions } from './record-options.ts'
import { recordReadings } from './record-readings.ts'
import { checkWritable } from './check-writable.ts'
import { beginRecording } from './recording.ts'
import { showProgress } from './progress.ts'
import { openRunOutputs } from './run-outputs.ts'
import { describeError } from './show-error.ts'
import { onStopSignals } from './signals.ts'
import { type SummaryOptions, writeSummaries } from './summary-files.ts'
import { colorDepthOf } from './color-depth.ts'
import { packageVersion } from './version.ts'
import { writeReport } from './write-report.ts'

export interface SessionOptions {
  readonly engine: Engine
  readonly config: RunConfig
  readonly loaded: LoadedScript | undefined
  /** Where the script is no file of the user's: its text, for the record. */
  readonly scriptText?: string | undefined
  /** Names the target: a URL or a script. */
  readonly target: string
  readonly headless: boolean
  readonly quiet: boolean
  /** Stays when the run is over, until a signal comes. */
  readonly linger?: boolean
  readonly ascii: boolean
  readonly color: boolean
  readonly resultFile: string | undefined
  readonly outputs: readonly OutputConfig[]
  readonly logs: LogSink
  readonly record: RecordOptions
  /** Where the REST API listens; undefined: nowhere. */
  readonly rest: RestOptions | undefined
  readonly summary: SummaryOptions
  readonly explore: ExploreSettings
  readonly host: HostOptions
  /** Set when the run is a test: what is asked of it. */
  readonly test?: TestPlan | undefined
  /** Printed after the summary: what a command has to say of what was found. */
  readonly epilogue?: (exploration: Exploration) => string
}

/** Runs one run from start to exit code: with the screen or without it, the engine does the same. */
export async function runSession(options: SessionOptions): Promise<number> {
  const { config, target, logs } = options
  checkFiles(options)
  await using rest = options.rest === undefined ? undefined : await serveRest(options.rest)
  const warn = (message: string): void => logs.write({ type: 'log', level: 'warn', message, source: 'engine' })
  await using outputs = await openRunOutputs(options.outputs, config, warn)
  const ceiling = await checkHost(options)
  using recording = beginRecording({
    options: options.record,
    config,
    scriptText: options.scriptText,
    target,
    test: options.test,
    onTrouble: (note) => void run.send({ type: 'mark', note }, 'engine'),
  })
  const { id, writer, problem } = recording
  using test = new TestSession(options)
  if (problem !== undefined) warn(problem)
  const watchers = [...(writer === undefined ? [] : [writer]), ...outputs.observers, ...test.observers]
  const run = startRun(options, watchers)
  writer?.follow(run)
  using desk = new ExplorationDesk(run, options.explore, holdLogOf(options))
  outputs.attach(run, desk.exploration)
  await using host = watchHost({ ...run, desk, ceiling, ...options.host, naming: config.http.backend })
  using _readings = recordReadings(writer, host.views, run.snapshots)
  const handle = handleOf(run, desk)
  offer(rest, handle, run, options)
  test.follow(run, host.views)
  using signals = followSignals(run)
  using _interim = onInterimSignal(() => showInterim(run, options))
  const screenCpu = threadCpuMillis()
  const seen = { watched: host, exploration: desk.exploration, tested: test.views, writer }
  const ran = await watch(run, handle, { ...options, ...seen })
  const uiCpuSeconds = (threadCpuMillis() - screenCpu) / 1000
  const exploration = desk.conclude()
  const sent = await outputs.finish(signals.interrupted)
  const end = test.judge(ran)
  const result = resultOf(end, {
    id,
    script: target,
    version: packageVersion(),
    host: hostResult(uiCpuSeconds),
    ...foundBy(exploration),
    outputs: sent,
    ...host.found(),
    test: test.result,
  })
  keep(result, options.resultFile, writer)
  await report(run, end, { ...options, exploration, testText: test.text }, signals.interrupted)
  process.stderr.write(outputLines(sent) + limitLines(host.limits.run(), host.target.utilisation.get()))
  process.stderr.write(targetLines(host.target.readings.get()) + balanceLines(host.balance.balances.get()))
  await reportOn(writer?.folder, options)
  if (options.linger === true) await lingerUntil(signals.first)
  return end.exitCode
}

interface Signals extends Disposable {
  /** Resolves when the first has come. */
  readonly first: Promise<void>
  /** Rejects when one comes that the run has no use for any more. */
  readonly interrupted: Promise<never>
}

/** Signals stop the run; when it has ended, they cut off what comes after it. */
function followSignals(run: StartedRun): Signals {
  const interrupted = Promise.withResolvers<never>()
  interrupted.promise.catch(() => undefined)
  const first = Promise.withResolvers<void>()
  const handlers = onStopSignals((graceful) => {
    first.resolve()
    if (!run.send({ type: 'stop', graceful }, 'signal').accepted) interrupted.reject(summaryInterrupted())
  })
  return {
    first: first.promise,
    interrupted: interrupted.promise,
    [Symbol.dispose]: () => handlers[Symbol.dispose](),
  }
}

/** In k6's words. A timer keeps the process alive where there is no REST API to do so. */
async function lingerUntil(signalled: Promise<void>): Promise<void> {
  process.stderr.write(
    'The test is done, but --linger was enabled, so kneepoint is waiting for Ctrl+C to continue...\n',
  )
  const alive = setInterval(() => undefined, 60_000)
  await signalled
  clearInterval(alive)
}

function keep(result: RunResult, file: string | undefined, writer: RecordWriter | undefined): void {
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
  const { exitCode, totals, run } = result
  const lost = writer?.finish({ exitCode, durationMs: run.durationMs, totals }, result)
  if (lost !== undefined) process.stderr.write(`kneepoint: ${lost}\n`)
}

function checkFiles({ resultFile, summary: { exportFile, junitFile }, record: { report } }: SessionOptions): void {
  checkWritable({
    '--result': resultFile,
    '--report': report,
    '--summary-export': exportFile,
    '--junit': junitFile,
  })
}

function offer(rest: RestServer | undefined, handle: RunHandle, run: StartedRun, options: SessionOptions): void {
  if (rest === undefined) return
  rest.show(handle, run.readings, run.setupDesk)
  say(`REST API at ${rest.url}`, options)
}

const say = (text: string, { quiet }: SessionOptions): void => {
  if (!quiet) process.stderr.write(`kneepoint: ${text}\n`)
}

/** What cannot be written is said and changes no exit code, as with the other files. */
async function reportOn(folder: string | undefined, options: SessionOptions): Promise<void> {
  const { report } = options.record
  if (folder === undefined || report === undefined) return
  try {
    await writeReport(folder, report)
    say(`the report is in ${report}`, options)
  } catch (error) {
    process.stderr.write(`kneepoint: could not write the report to ${report}: ${describeError(error)}\n`)
  }
}

const startRun = (
  { engine, config, loaded, target, logs, explore, host }: SessionOptions,
  observers: readonly RunObserver[],
): StartedRun =>
  engine.start({
    config,
    script: loaded?.script,
    ...metricsOf(loaded),
    target,
    slowFrom: slowFromOf(explore),
    series: host.endpoints[0]?.series ?? [],
    onLog: logs.write,
    observers,
  })

const metricsOf = (loaded: LoadedScript | undefined): Pick<LoadedScript, 'metrics'> | undefined =>
  loaded === undefined ? undefined : { metrics: loaded.metrics }

const summaryInterrupted = (): UserError =>
  new UserError('SUMMARY_INTERRUPTED', 'handleSummary() was interrupted by a signal', {
    exitCode: ExitCode.Interrupted,
  })

/** Where there is no screen a search says a line for each hold. */
function holdLogOf({ headless, quiet, explore }: SessionOptions): DeskListener | undefined {
  if (!headless || quiet || !explore.auto) return undefined
  return { held: (record, at, model) => process.stderr.write(`${holdLine(record, at, model)}\n`) }
}

/** On SIGUSR2. The screen has no room for it. */
function showInterim(run: StartedRun, { headless, color }: SessionOptions): void {
  if (!headless) return void run.send({ type: 'mark', note: 'SIGUSR2: press R to read the summary so far' }, 'signal')
  const wantsColor = colorDepthOf(process.stderr, process.env, color) !== 'none'
  process.stderr.write(renderInterimSummary(run.soFar(), wantsColor))
}

/** The run as its viewers see it. */
function handleOf({ snapshots, ticks, end, soFar }: StartedRun, { send }: ExplorationDesk): RunHandle {
  const finished = end.then(outcomeOf)
  finished.catch(() => undefined)
  return { snapshots, ticks, send, finished, summarySoFar: () => renderInterimSummary(soFar(), false) }
}

interface Watched extends SessionOptions {
  readonly watched: HostWatch
  readonly exploration: Store<Exploration>
  readonly tested: Store<TestView> | undefined
  readonly writer: RecordWriter | undefined
}

/** Of a run that could not begin there is no record. */
async function watch(run: StartedRun, handle: RunHandle, options: Watched): Promise<RunEnd> {
  try {
    return await show(run, handle, options)
  } catch (error) {
    options.writer?.discard()
    throw error
  }
}

async function show(run: StartedRun, handle: RunHandle, options: Watched): Promise<RunEnd> {
  const { logs, watched } = options
  if (options.headless) {
    using _progress = options.quiet || options.explore.auto ? undefined : showProgress(run.snapshots, process.stderr)
    return await run.end
  }
  const { startUi } = await import('../ui/start.tsx')
  logs.hold()
  const ui = startUi({
    run: handle,
    host: watched.views,
    exploration: options.exploration,
    test: options.tested,
    title: options.target,
    isRecording: options.writer !== undefined,
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
  }
}

const outcomeOf = (end: RunEnd): { exitCode: number; summary: string } => ({
  exitCode: end.exitCode,
  summary: renderSummary(end, false),
})

interface Reported extends SessionOptions {
  readonly exploration: Exploration
  /** How a test turned out; empty when the run was none. */
  readonly testText: string
}

/** The summary, what the command adds to it, and why the run failed if it did. */
async function report(
  run: StartedRun,
  end: RunEnd,
  { summary, loaded, epilogue, exploration, testText, target, color: wantsColor }: Reported,
  interrupted: Promise<never>,
): Promise<void> {
  const color = colorDepthOf(process.stdout, process.env, wantsColor) !== 'none'
  const functions = loaded?.exports ?? []
  await writeSummaries({ ...summary, run, end, functions, target, color, interrupted })
  process.stdout.write(testText + (epilogue?.(exploration) ?? ''))
  process.stderr.write(problemLines(end.log.problems))
  for (const reason of end.reasons) process.stderr.write(`${describeError(reason)}\n`)
}

function hostResult(uiCpuSeconds: number): HostResult {
  const { user, system } = process.cpuUsage()
  return { ...hostFacts(), processCpuSeconds: (user + system) / 1e6, uiCpuSeconds }
}
