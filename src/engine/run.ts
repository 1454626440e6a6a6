import { monotonicClock } from '../base/clock.ts'
import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'
import { createStore, type WritableStore } from '../base/store.ts'
import type { Millis } from '../base/units.ts'
import type { Actor, Answer, Command, Phase, RunEvent, RunHandle, RunSnapshot } from './api.ts'
import type { RunConfig } from './config/run-config.ts'
import type { Decision } from './control/decision.ts'
import { type LoadCommand, LoadControl } from './control/load-control.ts'
import type { SetupDesk } from './control/rest/readings.ts'
import { CrashGuard, workerDeath } from './crash-guard.ts'
import { LifecycleCalls } from './lifecycle-calls.ts'
import type { MetricDef } from './metrics/metric.ts'
import { RunCrew } from './run-crew.ts'
import { type EventSource, RunLog } from './run-log.ts'
import type { RunObserver } from './run-observer.ts'
import { RunMeasures } from './run-measures.ts'
import type { RunEnd } from './run-end.ts'
import { RunThresholds } from './run-thresholds.ts'
import { RunTicks } from './run-ticks.ts'
import { RunVerdict, scriptReason, stopReason } from './run-verdict.ts'
import { RunWindows } from './run-windows.ts'
import { setupDeskOf } from './setup-desk.ts'
import { takeSnapshot } from './snapshot.ts'
import { hasParts, submetricsOf } from './thresholds/kept-metrics.ts'
import { prepareWorkers } from './preparation.ts'
import type { WorkerPool } from './workers/pool.ts'
import { unpackError } from './workers/portable-error.ts'
import type { WorkerNews, PortableScript, SummaryFiles } from './workers/protocol.ts'

export interface RunSetup {
  readonly config: RunConfig
  readonly script: PortableScript | undefined
  /** All that there are: built-in ones and the script's. */
  readonly metrics: readonly MetricDef[]
  /** Names the target on screen and in the result. */
  readonly target: string
  readonly pool: WorkerPool
  readonly counters: SharedArrayBuffer
  /** Ticks count the responses that take so long or longer. */
  readonly slowFrom: Millis | undefined
  /** Called for every line that scripts or workers log. */
  readonly onLog: (line: LogLine) => void
  readonly observers: readonly RunObserver[]
}

export type LogLine = Extract<WorkerNews, { type: 'log' }>

/** A command is in force this much later, so that every worker has it by then and all change at the same instant. */
const LEAD: Millis = 30
const TICK: Millis = 250

/** The life of one run: prepare, set up, run, stop, tear down. */
export class Run implements Pick<RunHandle, 'send'> {
  readonly snapshots: WritableStore<RunSnapshot>
  readonly #setup: RunSetup
  readonly #clock = monotonicClock()
  readonly #control: LoadControl
  readonly #measures: RunMeasures
  readonly #log: RunLog
  #phase: Phase = { kind: 'loading' }
  #zero: Millis | undefined
  #startedAt = new Date()
  readonly #verdict = new RunVerdict()
  readonly #thresholds: RunThresholds
  readonly #windows: RunWindows
  readonly #lifecycle: LifecycleCalls
  #setupData: string | undefined
  readonly #resumed = Promise.withResolvers<void>()
  readonly #guard = new CrashGuard()
  readonly #crew: RunCrew

  constructor(setup: RunSetup) {
    this.#setup = setup
    const { config, metrics, pool, observers } = setup
    this.#log = new RunLog(observers)
    this.#control = new LoadControl(config.scenarios)
    this.#measures = new RunMeasures(config.threads, submetricsOf(config), {
      hasParts: hasParts(config),
      observers,
      ticks: new RunTicks(config, this.#control, setup.slowFrom),
    })
    this.#thresholds = new RunThresholds(config, metrics, this.#log)
    this.#lifecycle = new LifecycleCalls(pool, config)
    this.#windows = new RunWindows(config, this.#control, this.#measures, this.#thresholds)
    this.#crew = new RunCrew(setup, (worker, error) => this.#workerDied(worker, error))
    this.snapshots = createStore(this.#snapshot())
    pool.listener = {
      onMessage: (worker, message) => this.#receive(worker, message),
      onCrash: (worker, error) => this.#workerDied(worker, error),
    }
  }

  /** Runs it all; the workers stay up. Rejects when init code fails; what goes wrong later, its end tells. */
  async run(): Promise<RunEnd> {
    this.#event('engine', 'phase', await prepareWorkers(this.#setup, this.#clock, this.#guard))
    if (this.#setup.config.paused) await this.#waitForResume()
    const isSetUp = await this.#survives(this.#runSetup())
    if (isSetUp && !this.#verdict.hasEnded) await this.#runScenarios()
    const end = this.#now()
    this.#measures.endAt(end)
    if (this.#zero !== undefined) await this.#survives(this.#runTeardown())
    this.#verdict.crossedBy(this.#windows.closeAll(end))
    this.#setPhase({ kind: 'finished' })
    return this.#endOf(end)
  }

  async #runScenarios(): Promise<void> {
    this.#begin()
    const timer = setInterval(() => this.#tick(), TICK)
    await this.#crew.done
    clearInterval(timer)
  }

  get ticks(): RunHandle['ticks'] {
    return this.#measures.ticks
  }

  /** Takes readings of host and target, for thresholds. */
  readonly feed = (readings: Readonly<Record<string, number>>): void => this.#measures.feed(readings)

  /** The run as far as it is: for a summary in the middle of it. */
  readonly soFar = (): RunEnd => this.#endOf(this.#now())

  /** Calls the script's handleSummary once the run is over; undefined when the default summary is wanted. */
  readonly handleSummary = (data: unknown): Promise<SummaryFiles | undefined> => this.#lifecycle.handleSummary(data)

  /** Something around the run that the operator should know of. */
  readonly warn = (text: string): void => this.#event('engine', 'warning', text)

  /** Setup and teardown, for who calls them from outside. */
  get setupDesk(): SetupDesk {
    return setupDeskOf({
      lifecycle: this.#lifecycle,
      hasScript: this.#setup.script !== undefined,
      phase: () => this.#phase,
      data: () => this.#setupData,
      keep: (json) => {
        this.#setupData = json
      },
    })
  }

  readonly send: RunHandle['send'] = (command, by, because) => {
    const answer = this.#obey(command, because === undefined ? { by } : { by, because })
    this.#publish()
    return answer
  }

  #obey(command: Command, source: EventSource): Answer {
    if (command.type === 'stop') return this.#stop(command.graceful, source.by)
    if (command.type !== 'mark') return this.#changeLoad(command, source)
    this.#event(source.by, 'mark', command.note)
    return { accepted: true, said: `marked: ${command.note}` }
  }

  #changeLoad(command: LoadCommand, source: EventSource): Answer {
    const phase = this.#phase
    if (phase.kind !== 'running' && phase.kind !== 'paused') {
      return { accepted: false, said: `the run is ${phase.kind}: its load cannot change now` }
    }
    if (phase.kind === 'running' || phase.beforeStart !== true) {
      const at = this.#now() + LEAD
      return this.#carryOut(this.#control.decide(command, at), at, source)
    }
    if (command.type === 'pause') return { accepted: false, said: 'already paused: resume begins the run' }
    if (command.type !== 'resume') return this.#carryOut(this.#control.decide(command, 0), 0, source)
    this.#event(source.by, 'pause', 'resumed: the run begins')
    this.#resumed.resolve()
    return { accepted: true, said: 'the run begins' }
  }

  #carryOut({ answer, orders, events }: Decision, at: Millis, source: EventSource): Answer {
    for (const order of orders) this.#setup.pool.broadcast({ type: 'change', ...order })
    for (const event of events) this.#log.add({ at, ...source, ...event })
    if (this.#control.isPaused) this.#phase = { kind: 'paused' }
    else if (this.#phase.kind === 'paused' && this.#zero !== undefined) this.#phase = { kind: 'running' }
    return answer
  }

  #stop(graceful: boolean, by: Actor): Answer {
    const { kind } = this.#phase
    const hasBegun = this.#zero !== undefined
    const isOver = kind === 'finished' || (kind === 'teardown' && graceful)
    if (isOver) return { accepted: false, said: 'the run is over already' }
    const reason = stopReason(by, hasBegun)
    if (!hasBegun || reason.exitCode !== ExitCode.Ok) this.#verdict.endedBy(reason)
    if (!hasBegun || kind === 'teardown') {
      this.#guard.crash(reason)
      return { accepted: true, said: 'stopped' }
    }
    const isFirst = kind !== 'stopping'
    if (!isFirst && graceful) return { accepted: false, said: 'already stopping: press again to stop at once' }
    this.#stopWorkers(graceful)
    const said = graceful ? 'stopping: iterations in flight may end' : 'stopped at once'
    this.#event(by, 'phase', said)
    return { accepted: true, said }
  }

  #stopWorkers(graceful: boolean): void {
    this.#setup.pool.broadcast({ type: 'stop', graceful })
    const grace = graceful ? Math.max(0, ...this.#setup.config.scenarios.map((it) => it.gracefulStop)) : 0
    this.#phase = { kind: 'stopping', deadline: this.#now() + grace }
  }

  #receive(worker: number, message: WorkerNews): void {
    switch (message.type) {
      case 'tick':
        this.#crew.heard(worker)
        this.#measures.apply(message)
        for (const problem of message.problems) this.#log.addProblem(this.#now(), problem)
        return
      case 'finished':
        return this.#retire(worker)
      case 'log':
        this.#setup.onLog(message)
        return this.#log.addLine(this.#now(), message)
      case 'abort-test':
      case 'fail-test':
        return this.#obeyScript(message)
      case 'failed':
        return this.#endBecause(unpackError(message.error))
    }
  }

  /** `exec.test.abort()` ends the run at once, `exec.test.fail()` only marks it. */
  #obeyScript({ type, reason }: Extract<WorkerNews, { type: 'abort-test' | 'fail-test' }>): void {
    this.#event('engine', 'error', reason)
    if (type === 'fail-test') return this.#verdict.markedBy(scriptReason(type, reason))
    this.#verdict.endedBy(scriptReason(type, reason))
    this.#setup.pool.broadcast({ type: 'stop', graceful: false })
  }

  /** `--paused`: not even setup runs before somebody resumes. */
  async #waitForResume(): Promise<void> {
    this.#setPhase({ kind: 'paused', beforeStart: true })
    await this.#guard.wait(this.#resumed.promise)
  }

  async #runSetup(): Promise<void> {
    if (this.#setup.script === undefined || this.#setup.config.noSetup) return
    this.#setPhase({ kind: 'setup' })
    this.#setupData = await this.#guard.wait(this.#lifecycle.setup())
  }

  async #runTeardown(): Promise<void> {
    if (this.#setup.script === undefined || this.#setup.config.noTeardown || this.#guard.hasCrashed) return
    this.#setPhase({ kind: 'teardown' })
    await this.#guard.wait(this.#lifecycle.teardown(this.#setupData))
  }

  #begin(): void {
    this.#startedAt = new Date()
    this.#zero = this.#clock.now() + LEAD
    for (const observer of this.#setup.observers) observer.begins?.(this.#zero)
    this.#setPhase({ kind: 'running' })
    this.#setup.pool.broadcast({ type: 'start', zero: this.#zero, setupData: this.#setupData })
  }

  #tick(): void {
    this.#crew.tick()
    const reason = this.#windows.close(this.#now())
    if (reason !== undefined && !this.#verdict.hasEnded) this.#endAtOnce(reason)
    this.#publish()
  }

  #endAtOnce(reason: UserError): void {
    this.#verdict.endedBy(reason)
    this.#event('engine', 'error', reason.message)
    this.#stopWorkers(false)
  }

  #retire(worker: number): void {
    this.#measures.retire(worker)
    this.#crew.retire(worker)
  }

  /** What it measured stays, but for the last 250 ms (with very many series: the last second) at most; its iterations in flight end nowhere. */
  #workerDied(worker: number, error: Error): void {
    this.#lifecycle.lose(worker, error)
    if (this.#crew.hasRetired(worker)) return
    const { threads } = this.#setup.config
    this.#measures.bury(worker)
    this.#endBecause(error instanceof UserError ? error : workerDeath(error, worker, threads))
    this.#retire(worker)
  }

  /** Before the scenarios run this ends the run; later all workers stop gracefully and what was measured stays. */
  #endBecause(error: Error): void {
    this.#fail(error)
    if (this.#phase.kind === 'running' || this.#phase.kind === 'paused') this.#stopWorkers(true)
  }

  #fail(error: Error): void {
    this.#verdict.brokenBy(error)
    this.#event('engine', 'error', error.message)
    this.#guard.crash(error)
  }

  /** What goes wrong around the scenarios leaves the summary and the result of what was measured. */
  async #survives(work: Promise<void>): Promise<boolean> {
    try {
      await work
      return true
    } catch (error) {
      if (error instanceof Error && !this.#verdict.reasons.includes(error)) this.#fail(error)
      return false
    }
  }

  #endOf(duration: Millis): RunEnd {
    return {
      config: this.#setup.config,
      measures: this.#measures,
      log: this.#log,
      startedAt: this.#startedAt,
      duration,
      paused: this.#control.pausedBy(duration),
      thresholds: this.#thresholds.states,
      declared: this.#thresholds.declared,
      setupData: this.#setupData,
      exitCode: this.#verdict.exitCode,
      reasons: this.#verdict.reasons,
    }
  }

  #event(by: Actor, kind: Exclude<RunEvent['kind'], 'load'>, text: string): void {
    this.#log.add({ at: this.#now(), by, kind, text })
  }

  #setPhase(phase: Phase): void {
    this.#phase = phase
    this.#publish()
  }

  #publish(): void {
    this.snapshots.set(this.#snapshot())
  }

  #snapshot(): RunSnapshot {
    const { target, config } = this.#setup
    const thresholds = this.#thresholds.states
    const sources = { target, config, control: this.#control, measures: this.#measures, log: this.#log, thresholds }
    const now = this.#now()
    return takeSnapshot(sources, this.#phase, { now, commandedAt: now + LEAD })
  }

  /** On the run's clock; 0 before it begins. */
  #now(): Millis {
    return this.#zero === undefined ? 0 : Math.max(0, this.#clock.now() - this.#zero)
  }
}
