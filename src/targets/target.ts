import type { Clock } from '../base/clock.ts'
import { seededRng } from '../base/rng.ts'
import type { Millis, PerSecond, Share } from '../base/units.ts'
import type { Health } from './health.ts'
import { HealthMonitor } from './health.ts'
import type { ConfiguredModel, Simulation, Ticket } from './model.ts'
import type { ParamValue } from './options.ts'
import type { Counts } from './tally.ts'
import { Tally } from './tally.ts'
import type { Truth } from './truth.ts'
import { saturationUsers } from './truth.ts'

/** How often the pump looks for answers that are due. */
export const pumpPeriod: Millis = 1

export interface TargetOptions<T> {
  readonly name: string
  readonly model: ConfiguredModel
  readonly clock: Clock
  readonly seed: number
  /** Writes the answer; false when nobody is there to read it. */
  readonly reply: (request: T, status: number) => boolean
}

export interface TargetCounts extends Counts {
  readonly inService: number
  readonly queued: number
}

/** Truth, and whether the target was able to live up to it. */
export interface TargetReport extends Omit<Truth, 'goodput'>, Health {
  readonly model: string
  readonly params: Readonly<Record<string, ParamValue>>
  /** Users at saturation with no think time. */
  readonly saturationUsers: number | undefined
  /** What it could carry in the state it is in now: less than `capacity` while it is tripped, cold or worn. */
  readonly capacityNow: PerSecond | undefined
  /** Share of all service places in use, since the last reset; 0 when nothing bounds them. */
  readonly busyFraction: Share
}

/** Drives a simulation by the clock, and keeps the books. */
export class Target<T> {
  readonly #options: TargetOptions<T>
  readonly #health: HealthMonitor = new HealthMonitor()
  readonly #open: Map<Ticket, T> = new Map()
  #nextTicket: Ticket = 0
  #tally: Tally = new Tally()
  #simulation: Simulation
  #begun: Millis
  #lastPump: Millis
  /** Up to when `#busy`, the sum of places in use times ms, is counted. */
  #seen: Millis
  #busy = 0

  constructor(options: TargetOptions<T>) {
    this.#options = options
    this.#simulation = this.#begin()
    this.#begun = this.#lastPump = this.#seen = options.clock.now()
  }

  arrive(request: T): void {
    const now = this.#catchUp()
    const ticket = this.#nextTicket
    this.#nextTicket += 1
    this.#open.set(ticket, request)
    this.#tally.received()
    this.#simulation.arrive(ticket, now)
  }

  pump(): void {
    const now = this.#options.clock.now()
    this.#health.pumped(now - this.#lastPump - pumpPeriod)
    this.#lastPump = now
    this.#catchUp()
  }

  /** Answers whoever still waits, at once, and starts afresh: new state, new counts, the same seed. */
  reset(): void {
    this.#simulation.advance(Infinity)
    this.#simulation = this.#begin()
    this.#begun = this.#lastPump = this.#seen = this.#options.clock.now()
    this.#busy = 0
    this.#tally = new Tally()
    this.#health.reset()
  }

  counts(): TargetCounts {
    this.#catchUp()
    return { ...this.#tally.read(), ...this.#simulation.load() }
  }

  report(): TargetReport {
    const { name, model } = this.#options
    const elapsed = this.#catchUp()
    const { goodput: _curve, ...truth } = model.truth
    const busyFraction = elapsed > 0 ? this.#busy / (model.slots * elapsed) : 0
    return {
      model: name,
      params: model.params,
      ...truth,
      saturationUsers: saturationUsers(model.truth),
      capacityNow: this.#simulation.capacityNow?.() ?? model.truth.capacity,
      busyFraction,
      ...this.#health.read(),
    }
  }

  /** Brings the simulation to the present, which is returned in its own time. */
  #catchUp(): Millis {
    const wall = this.#options.clock.now()
    this.#busy += this.#simulation.load().inService * (wall - this.#seen)
    this.#seen = wall
    const now = wall - this.#begun
    this.#simulation.advance(now)
    return now
  }

  #begin(): Simulation {
    return this.#options.model.simulate({
      rng: seededRng(this.#options.seed),
      answer: (ticket, status, due) => this.#answer(ticket, status, due),
    })
  }

  #answer(ticket: Ticket, status: number, due: Millis): void {
    const request = this.#open.get(ticket)
    if (request === undefined) return
    this.#open.delete(ticket)
    this.#health.answered(this.#seen - this.#begun - due)
    if (this.#options.reply(request, status)) this.#tally.answered(status)
    else this.#tally.abandoned()
  }
}
