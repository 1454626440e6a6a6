import type { Exploration } from '../../analysis/exploration.ts'
import type { TestView } from '../../analysis/load-test/test-view.ts'
import type { Clock } from '../../base/clock.ts'
import { createStore, type Store } from '../../base/store.ts'
import type { Millis } from '../../base/units.ts'
import type { RunSnapshot } from '../../engine/api.ts'
import type { HostView } from '../host-view.ts'
import { type Frame, freshFrame, nextFrame } from './frame.ts'
import { frameRates, judgedOver, nextFrameRate } from './governor.ts'

export interface FrameSourceParts {
  readonly run: Store<RunSnapshot>
  readonly host: Store<HostView | undefined>
  readonly exploration: Store<Exploration>
  /** Undefined when the run is no test. */
  readonly test?: Store<TestView> | undefined
  readonly clock: Clock
  /** CPU time that drawing took so far. */
  readonly drawingTime: () => Millis
}

const usualRate = frameRates[0] ?? 4

/** Publishes what is on the screen: on its own beat, never on that of the engine, and slower when drawing costs too much. */
export class FrameSource {
  readonly #parts: FrameSourceParts
  readonly #frames
  #fps: number = usualRate
  #timer: NodeJS.Timeout | undefined
  #judgedAt: Millis
  #drawnThen: Millis

  constructor(parts: FrameSourceParts) {
    this.#parts = parts
    this.#judgedAt = parts.clock.now()
    this.#drawnThen = parts.drawingTime()
    this.#frames = createStore<Frame>(freshFrame(this.#inputs(), this.#judgedAt))
  }

  get frames(): Store<Frame> {
    return this.#frames
  }

  /** The newest there is. */
  get exploration(): Exploration {
    return this.#parts.exploration.get()
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.tick()
      this.start()
    }, 1000 / this.#fps)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  tick(): void {
    this.#judge()
    const frame = this.#frames.get()
    const next = nextFrame(frame, this.#inputs(), this.#parts.clock.now())
    if (next !== frame) this.#frames.set(next)
  }

  /** Shows the effect of a key without waiting for the beat. */
  refresh(): void {
    this.#frames.set(freshFrame(this.#inputs(), this.#parts.clock.now()))
  }

  #inputs() {
    const { run, host, exploration, test } = this.#parts
    return {
      run: run.get(),
      host: host.get(),
      exploration: exploration.get(),
      test: test?.get(),
      reducedFps: this.#fps === usualRate ? undefined : this.#fps,
    }
  }

  #judge(): void {
    const now = this.#parts.clock.now()
    const past = now - this.#judgedAt
    if (past < judgedOver) return
    const drawn = this.#parts.drawingTime()
    this.#fps = nextFrameRate(this.#fps, (drawn - this.#drawnThen) / past)
    this.#judgedAt = now
    this.#drawnThen = drawn
  }
}
