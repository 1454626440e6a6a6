import { monotonicClock } from '../base/clock.ts'
import { ExitCode } from '../base/exit-code.ts'
import { createStore, type WritableStore } from '../base/store.ts'
import type { Millis } from '../base/units.ts'
import type { Actor, Answer, Command, Phase, RunHandle, RunSnapshot } from './api.ts'
import { parseMetricSelector } from './config/metric-selector.ts'
import type { RunConfig } from './config/run-config.ts'
import { type Decision, LoadControl } from './control/load-control.ts'
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
    switch (command.type) {
      case 'stop':
        return this.#stop(command.graceful, by)
      case 'mark':
        this.#event(by, 'mark', command.note)
        return { accepted: true, said: `marked: ${command.note}` }
      case 'set-rate':
      case 'set-vus':
      case 'follow-plan':
      case 'pause':
      case 'resume':
      case 'undo': {
        if (this.#phase.kind !== 'running' && this.#phase.kind !== 'paused') {
          return { accepted: false, said: `the run is ${this.#phase.kind}: its load cannot change now` }
        }
        const at = this.#now() + LEAD
        return this.#carryOut(this.#control.decide(command, at), at, by)
      }
    }
  }

  #carryOut(decision: Decision, at: Millis, by: Actor): Answer {
    const { answer, orders, scenario, from, to } = decision
    if (!answer.accepted) return answer
    for (const order of orders) this.#setup.pool.broadcast({ type: 'change', ...order })
    const isLoad = scenario !== undefined && from !== undefined && to !== undefined
    if (isLoad) this.#log.add({ at, by, kind: 'load', text: answer.said, scenario, from, to })
    else this.#log.add({ at, by, kind: 'pause', text: answer.said })
    if (this.#control.isPaused) this.#phase = { kind: 'paused' }
    else if (this.#phase.kind === 'paused') this.#phase = { kind: 'running' }
    return answer
  }

  #stop(graceful: boolean, by: Actor): Answer {
    const { kind } = this.#phase
    if (kind === 'teardown' || kind === 'finished') return { accepted: false, said: 'the run is over already' }
    if (by === 'signal') this.#exitCode = ExitCode.Interrupted
    if (by === 'rest') this.#exitCode = ExitCode.StoppedViaRest
    if (kind === 'loading' || kind === 'setup') {
      this.#fail(new Error('stopped before the run began'))
      return { accepted: true, said: 'stopped' }
    }
    const isFirst = kind !== 'stopping'
    if (!isFirst && graceful) return { accepted: false, said: 'already stopping: press again to stop at once' }
    this.#setup.pool.broadcast({ type: 'stop', graceful })
    const grace = graceful ? Math.max(0, ...this.#setup.config.scenarios.map((it) => it.gracefulStop)) : 0
    this.#phase = { kind: 'stopping', deadline: this.#now() + grace }
    const said = graceful ? 'stopping: iterations in flight may end' : 'stopped at once'
    this.#event(by, 'phase', said)
    return { accepted: true, said }
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
        return this.#fail(unpackError(message.error))
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
    if (this.#setup.config.paused) this.send({ type: 'pause' }, 'plan')
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

  #workerDied(worker: number, error: Error): void {
    if (this.#finishedWorkers.has(worker)) return
    this.#fail(error)
    this.#setup.pool.broadcast({ type: 'stop', graceful: true })
    this.#retire(worker)
  }

  /** Before the scenarios run this ends the run; later the others stop gracefully and what was measured stays. */
  #fail(error: Error): void {
    this.#crash ??= error
    if (this.#exitCode === ExitCode.Ok) this.#exitCode = ExitCode.Crashed
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

  #event(by: Actor, kind: 'mark' | 'phase' | 'warning' | 'error' | 'log', text: string): void {
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
