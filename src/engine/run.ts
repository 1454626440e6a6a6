import { monotonicClock } from '../base/clock.ts'
import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'
import { createStore, type WritableStore } from '../base/store.ts'
import type { Millis } from '../base/units.ts'
import type { Actor, Answer, Command, Phase, RunHandle, RunSnapshot } from './api.ts'
import { parseMetricSelector } from './config/metric-selector.ts'
import type { RunConfig } from './config/run-config.ts'
import type { Decision } from './control/decision.ts'
import { type LoadCommand, LoadControl } from './control/load-control.ts'
import type { Selector } from './metrics/selector.ts'
import { RunLog } from './run-log.ts'
import { RunMeasures } from './run-measures.ts'
import { takeSnapshot } from './snapshot.ts'
import type { WorkerPool } from './workers/pool.ts'
import { unpackError } from './workers/portable-error.ts'
import type { WorkerNews, PortableScript } from './workers/protocol.ts'
import type { WindowFacts } from './window-series.ts'

export interface RunSetup {
  readonly config: RunConfig
  readonly script: PortableScript | undefined
  /** Names the target on screen and in the result. */
  readonly target: string
  readonly pool: WorkerPool
  readonly counters: SharedArrayBuffer
  /** Called for every line that scripts or workers log. */
  readonly onLog: (line: LogLine) => void
}

export type LogLine = Extract<WorkerNews, { type: 'log' }>

/** How a run came to its end: what summary and result are made from. */
export interface RunEnd {
  readonly config: RunConfig
  readonly measures: RunMeasures
  readonly log: RunLog
  readonly startedAt: Date
  readonly duration: Millis
  readonly paused: Millis
  readonly exitCode: ExitCode
}

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
  readonly #log = new RunLog()
  #phase: Phase = { kind: 'loading' }
  #zero: Millis | undefined
  #startedAt = new Date()
  #exitCode: ExitCode = ExitCode.Ok
  #setupData: string | undefined
  readonly #finishedWorkers = new Set<number>()
  readonly #scenariosDone: Promise<void>
  #allDone: () => void = () => undefined
  #crash: Error | undefined
  #pausedInWindows: Millis = 0

  constructor(setup: RunSetup) {
    this.#setup = setup
    this.#control = new LoadControl(setup.config.scenarios)
    const workers = Array.from({ length: setup.config.threads }, (_, id) => id)
    this.#measures = new RunMeasures(workers, selectorsOf(setup.config))
    this.#scenariosDone = new Promise((resolve) => {
      this.#allDone = resolve
    })
    this.snapshots = createStore(this.#snapshot())
    setup.pool.listener = {
      onMessage: (worker, message) => this.#receive(worker, message),
      onCrash: (worker, error) => this.#workerDied(worker, error),
    }
  }

  /** Runs it all; the workers stay up. Rejects when init code or setup fails. */
  async run(): Promise<RunEnd> {
    const { pool, config, script, counters } = this.#setup
    await this.#unlessCrashed(pool.askAll({ type: 'prepare', config, script, counters }, 'prepared'))
    if (config.paused) await this.#waitForResume()
    await this.#runSetup()
    this.#begin()
    const timer = setInterval(() => this.#tick(), TICK)
    await this.#scenariosDone
    clearInterval(timer)
    const end = this.#now()
    this.#measures.closeAll(end, (to) => this.#facts(to))
    await this.#runTeardown()
    this.#setPhase({ kind: 'finished' })
    return this.#endOf(end)
  }

  readonly send = (command: Command, by: Actor): Answer => {
    const answer = this.#obey(command, by)
    this.#publish()
    return answer
  }

  #obey(command: Command, by: Actor): Answer {
    if (command.type === 'stop') return this.#stop(command.graceful, by)
    if (command.type !== 'mark') return this.#changeLoad(command, by)
    this.#event(by, 'mark', command.note)
    return { accepted: true, said: `marked: ${command.note}` }
  }

  #changeLoad(command: LoadCommand, by: Actor): Answer {
    const phase = this.#phase
    if (phase.kind !== 'running' && phase.kind !== 'paused') {
      return { accepted: false, said: `the run is ${phase.kind}: its load cannot change now` }
    }
    if (phase.kind === 'running' || phase.beforeStart !== true) {
      const at = this.#now() + LEAD
      return this.#carryOut(this.#control.decide(command, at), at, by)
    }
    if (command.type === 'pause') return { accepted: false, said: 'already paused: resume begins the run' }
    if (command.type !== 'resume') return this.#carryOut(this.#control.decide(command, 0), 0, by)
    this.#event(by, 'pause', 'resumed: the run begins')
    this.#beginRun()
    return { accepted: true, said: 'the run begins' }
  }

  #carryOut({ answer, orders, events }: Decision, at: Millis, by: Actor): Answer {
    for (const order of orders) this.#setup.pool.broadcast({ type: 'change', ...order })
    for (const event of events) this.#log.add({ at, by, ...event })
    if (this.#control.isPaused) this.#phase = { kind: 'paused' }
    else if (this.#phase.kind === 'paused' && this.#zero !== undefined) this.#phase = { kind: 'running' }
    return answer
  }

  #stop(graceful: boolean, by: Actor): Answer {
    const { kind } = this.#phase
    const hasBegun = this.#zero !== undefined
    if (kind === 'teardown' || kind === 'finished') return { accepted: false, said: 'the run is over already' }
    if (by === 'signal') this.#exitCode = ExitCode.Interrupted
    if (by === 'rest') this.#exitCode = ExitCode.StoppedViaRest
    if (!hasBegun) {
      this.#fail(new UserError('STOPPED', 'stopped before the run began', { exitCode: this.#exitCode }))
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
      case 'delta':
        this.#measures.apply(message.delta, message.state)
        for (const problem of message.state.problems) this.#log.addProblem(this.#now(), problem)
        return
      case 'finished':
        return this.#retire(worker)
      case 'log':
        this.#setup.onLog(message)
        return this.#event('engine', message.source === 'engine' ? 'warning' : 'log', message.message)
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
    if (type === 'fail-test') {
      if (this.#exitCode === ExitCode.Ok) this.#exitCode = ExitCode.MarkedAsFailed
      return
    }
    this.#exitCode = ExitCode.ScriptAborted
    this.#setup.pool.broadcast({ type: 'stop', graceful: false })
  }

  #beginRun: () => void = () => undefined

  /** `--paused`: not even setup runs before somebody resumes. */
  async #waitForResume(): Promise<void> {
    this.#setPhase({ kind: 'paused', beforeStart: true })
    await this.#unlessCrashed(
      new Promise<void>((resolve) => {
        this.#beginRun = resolve
      }),
    )
  }

  async #runSetup(): Promise<void> {
    if (this.#setup.script === undefined || this.#setup.config.noSetup) return
    this.#setPhase({ kind: 'setup' })
    const { setupData } = await this.#unlessCrashed(this.#setup.pool.ask(0, { type: 'setup' }, 'setup-done'))
    this.#setupData = setupData
  }

  async #runTeardown(): Promise<void> {
    if (this.#setup.script === undefined || this.#setup.config.noTeardown || this.#crash !== undefined) return
    this.#setPhase({ kind: 'teardown' })
    const message = { type: 'teardown', setupData: this.#setupData } as const
    await this.#unlessCrashed(this.#setup.pool.ask(0, message, 'teardown-done'))
  }

  #begin(): void {
    this.#startedAt = new Date()
    this.#zero = this.#clock.now() + LEAD
    this.#setPhase({ kind: 'running' })
    this.#setup.pool.broadcast({ type: 'start', zero: this.#zero, setupData: this.#setupData })
  }

  #tick(): void {
    const now = this.#now()
    this.#measures.close(now, (to) => this.#facts(to))
    for (const { name } of this.#setup.config.scenarios) {
      const states = this.#measures.statesOf(name)
      if (states.length === this.#setup.config.threads && states.every(({ stage }) => stage === 'done')) {
        this.#control.markOver(name)
      }
    }
    this.#publish()
  }

  #facts(to: Millis): WindowFacts {
    const paused = this.#control.pausedBy(to)
    const pausedFor = paused - this.#pausedInWindows
    this.#pausedInWindows = paused
    const load: Record<string, number> = {}
    for (const { name } of this.#setup.config.scenarios) load[name] = this.#control.loadOf(name, to - 1).now
    return { inFlight: this.#measures.inFlight, vus: this.#measures.vusAllocated, pausedFor, load }
  }

  #retire(worker: number): void {
    this.#measures.retire(worker)
    this.#finishedWorkers.add(worker)
    if (this.#finishedWorkers.size === this.#setup.config.threads) this.#allDone()
  }

  /** What it measured stays, but for the last 250 ms at most; its iterations in flight end nowhere. */
  #workerDied(worker: number, error: Error): void {
    if (this.#finishedWorkers.has(worker)) return
    const { threads } = this.#setup.config
    this.#measures.bury(worker)
    const message = `worker ${worker + 1} of ${threads} died: ${error.message}; the others end gracefully`
    this.#endBecause(error instanceof UserError ? error : new Error(message, { cause: error }))
    this.#retire(worker)
  }

  /** Before the scenarios run this ends the run; later all workers stop gracefully and what was measured stays. */
  #endBecause(error: Error): void {
    this.#fail(error)
    if (this.#phase.kind === 'running' || this.#phase.kind === 'paused') this.#stopWorkers(true)
  }

  #fail(error: Error): void {
    this.#crash ??= error
    if (this.#exitCode === ExitCode.Ok) {
      this.#exitCode = error instanceof UserError ? error.exitCode : ExitCode.Crashed
    }
    this.#event('engine', 'error', error.message)
    this.#rejectWaiting(error)
  }

  #rejectWaiting: (error: Error) => void = () => undefined

  async #unlessCrashed<T>(work: Promise<T>): Promise<T> {
    if (this.#crash !== undefined) throw this.#crash
    const crashed = new Promise<never>((_, reject) => {
      this.#rejectWaiting = reject
    })
    return Promise.race([work, crashed])
  }

  #endOf(duration: Millis): RunEnd {
    return {
      config: this.#setup.config,
      measures: this.#measures,
      log: this.#log,
      startedAt: this.#startedAt,
      duration,
      paused: this.#control.pausedBy(duration),
      exitCode: this.#exitCode,
    }
  }

  #event(by: Actor, kind: 'mark' | 'pause' | 'phase' | 'warning' | 'error' | 'log', text: string): void {
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
    const sources = { target, config, control: this.#control, measures: this.#measures, log: this.#log }
    const now = this.#now()
    return takeSnapshot(sources, this.#phase, { now, commandedAt: now + LEAD })
  }

  /** On the run's clock; 0 before it begins. */
  #now(): Millis {
    return this.#zero === undefined ? 0 : Math.max(0, this.#clock.now() - this.#zero)
  }
}

/** `http_req_duration{expected_response:true}` is always there, as in k6; thresholds ask for more. */
function selectorsOf({ thresholds }: RunConfig): Selector[] {
  const sources = new Set(['http_req_duration{expected_response:true}', ...Object.keys(thresholds)])
  const parsed = [...sources]
    .filter((source) => source.includes('{'))
    .map((source) => parseMetricSelector(source, source))
  return parsed.flatMap((selector) => (selector.ok ? [selector.value] : []))
}
