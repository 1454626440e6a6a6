import { formatDuration } from '../../base/duration.ts'
import { ExitCode } from '../../base/exit-code.ts'
import { createStore, type WritableStore } from '../../base/store.ts'
import type { Millis } from '../../base/units.ts'
import type { Actor, Answer, Command, Phase, RunHandle, RunOutcome, RunSnapshot, Tick } from '../api.ts'
import type { RunRecord } from '../record/read-record.ts'
import { renderInterimSummary } from '../run-summary.ts'
import { ReplayState } from './replay-state.ts'

const accepted = (said: string): Answer => ({ accepted: true, said })
const refused = (said: string): Answer => ({ accepted: false, said })

type Steering = Extract<Command, { type: 'pause' | 'resume' | 'stop' | 'seek' | 'set-speed' }>
const steering: Readonly<Record<Steering['type'], true>> = {
  pause: true,
  resume: true,
  stop: true,
  seek: true,
  'set-speed': true,
}
const isOfReplay = (command: Command): command is Steering => Object.hasOwn(steering, command.type)

const SLOWEST = 0.25
const FASTEST = 256

/** A recorded run as if it went on: it can be watched like one, and its time can be steered, but not its load. */
export class ReplayRun implements RunHandle {
  readonly snapshots: WritableStore<RunSnapshot>
  readonly ticks: WritableStore<readonly Tick[]> = createStore<readonly Tick[]>([])
  readonly finished: Promise<RunOutcome>
  /** Called when its time went back: what was concluded from what is now to come is void. */
  onRestart: () => void = () => undefined
  readonly #record: RunRecord
  readonly #length: Millis
  readonly #finish: (outcome: RunOutcome) => void
  #state: ReplayState
  #at: Millis = 0
  #speed = 1
  #isPlaying = true
  #isOver = false

  constructor(record: RunRecord) {
    this.#record = record
    this.#length = ReplayState.lengthOf(record)
    const { promise, resolve } = Promise.withResolvers<RunOutcome>()
    this.finished = promise
    this.#finish = resolve
    this.#state = this.#begin()
    this.snapshots = createStore(this.#snapshot())
  }

  get position(): Millis {
    return this.#at
  }

  /** So much time has passed for whoever watches. At the end of the record it stands still. */
  pass(time: Millis): void {
    if (!this.#isPlaying || this.#isOver) return
    this.#moveTo(this.#at + time * this.#speed)
    if (this.#at >= this.#length) this.#isPlaying = false
    this.#publish()
  }

  readonly send = (command: Command, _by: Actor): Answer => {
    const answer = this.#obey(command)
    this.#publish()
    return answer
  }

  readonly summarySoFar = (): string => {
    const { header } = this.#record
    const { totals, windows, thresholds } = this.#state
    return renderInterimSummary(
      {
        config: header.config,
        measures: { totals, allWindows: windows },
        startedAt: new Date(header.startedAt),
        duration: this.#at,
        paused: this.snapshots.get().paused,
        thresholds,
        declared: [],
        setupData: undefined,
      },
      false,
    )
  }

  #obey(command: Command): Answer {
    if (!isOfReplay(command)) return refused('this is a record: what was done in it cannot be changed')
    switch (command.type) {
      case 'pause':
        this.#isPlaying = false
        return accepted('the replay stands still')
      case 'resume':
        if (this.#at >= this.#length) this.#moveTo(0)
        this.#isPlaying = true
        return accepted('the replay goes on')
      case 'seek':
        this.#moveTo(Math.max(0, command.to))
        return accepted(`at ${formatDuration(Math.round(this.#at / 1000) * 1000)}`)
      case 'set-speed':
        this.#speed = Math.min(FASTEST, Math.max(SLOWEST, command.speed))
        return accepted(`${this.#speed} times as fast`)
      case 'stop':
        this.#isOver = true
        this.#finish({ exitCode: ExitCode.Ok, summary: '' })
        return accepted('the replay is over')
    }
  }

  #moveTo(at: Millis): void {
    const to = Math.min(this.#length, at)
    if (to < this.#at) {
      this.#state = this.#begin()
      this.onRestart()
    }
    this.#at = to
    this.#state.moveTo(to)
  }

  #begin(): ReplayState {
    const state = new ReplayState(this.#record)
    state.ticks.subscribe(() => this.ticks.set(state.ticks.get()))
    return state
  }

  #publish(): void {
    this.snapshots.set(this.#snapshot())
  }

  #snapshot(): RunSnapshot {
    return {
      ...this.#state.snapshot(this.#at, this.#phase()),
      replay: { length: this.#length, speed: this.#speed },
    }
  }

  #phase(): Phase {
    if (this.#isOver) return { kind: 'finished' }
    return { kind: this.#isPlaying ? 'running' : 'paused' }
  }
}
