import { type Rng, seededRng } from '../../base/rng.ts'
import type { Millis } from '../../base/units.ts'
import { DueQueue } from '../../targets/due-queue.ts'
import { Fifo } from '../../targets/fifo.ts'
import type { ConfiguredModel, Simulation, Ticket } from '../../targets/model.ts'
import type { Observation, Percentiles } from '../observation.ts'
import { sum } from '../statistics/summaries.ts'

export type VirtualArrivals =
  | { readonly kind: 'even' }
  | { readonly kind: 'poisson' }
  /** Closed model: users who think after each answer. */
  | { readonly kind: 'users'; readonly think: Millis }

export interface VirtualSetup {
  readonly model: ConfiguredModel
  readonly arrivals: VirtualArrivals
  readonly seed: number
  /** Length of an observation. */
  readonly tick: Millis
  /** Arrivals beyond it are dropped: a generator's VUs. */
  readonly maxInFlight: number
  /** After it the client gives up and counts a failure; the server is not told. */
  readonly clientTimeout: Millis
  /** Answers that take so long or longer are counted as slow. */
  readonly slowFrom?: Millis
}

interface Begun {
  readonly ticket: Ticket
  readonly at: Millis
}

/** An iteration whose request is answered: its user thinks. */
interface Thinking {
  readonly began: Millis
  readonly isGood: boolean
}

interface Counts {
  started: number
  good: number
  failed: number
  dropped: number
  readonly responses: number[]
  readonly iterations: number[]
}

const noCounts = (): Counts => ({ started: 0, good: 0, failed: 0, dropped: 0, responses: [], iterations: [] })

/** There and back over loopback. */
const roundTrip: Millis = 0.6
/** A generator with 1 ms timers starts this late at most; one start in a hundred is later. */
const startNoise: Millis = 1
const rareNoise: Millis = 6
/** A command is in force this long after the observation that brought it about: windows close late, workers poll. */
const commandDelay: Millis = 200

/**
 * A load generator and a simulated target in virtual time: per-request events, start times as late as real timers make them,
 * observations as the engine gives them. The same setup and the same loads give the same observations.
 */
export class VirtualLoad {
  readonly #setup: VirtualSetup
  readonly #rng: Rng
  readonly #simulation: Simulation
  readonly #open = new Map<Ticket, Millis>()
  readonly #deadlines = new Fifo<Begun>()
  /** Users by when they begin anew; thinking until then, unless they are new. */
  readonly #users = new DueQueue<Thinking | undefined>()
  #thinking = 0
  #oldest: Begun | undefined
  #counts: Counts = noCounts()
  #now: Millis = 0
  #lastStart: Millis = 0
  #nextDue: Millis = 0
  #load = 0
  #pending: { readonly load: number; readonly at: Millis } | undefined
  #usersAlive = 0
  #ticket: Ticket = 0
  #sent = 0

  constructor(setup: VirtualSetup) {
    this.#setup = setup
    this.#rng = seededRng(setup.seed * 7919 + 17)
    this.#simulation = setup.model.simulate({
      rng: seededRng(setup.seed),
      answer: (ticket, status, due) => this.#answered(ticket, status, due),
    })
  }

  get now(): Millis {
    return this.#now
  }

  /** All requests sent so far. */
  get sent(): number {
    return this.#sent
  }

  get state(): { readonly inService: number; readonly queued: number } {
    return this.#simulation.load()
  }

  /** What the target could carry in the state it is in. */
  get capacityNow(): number | undefined {
    return this.#simulation.capacityNow?.() ?? this.#setup.model.truth.capacity
  }

  setLoad(load: number): void {
    this.#pending = { load, at: this.#now + commandDelay }
  }

  /** Goes on by one tick and says what was counted in it. */
  observe(): Observation {
    const from = this.#now
    const to = from + this.#setup.tick
    if (this.#pending !== undefined && this.#pending.at <= to) {
      const { load, at } = this.#pending
      this.#pending = undefined
      this.#advance(Math.max(from, at))
      this.#changeLoad(load)
    }
    this.#advance(to)
    const { started, good, failed, dropped, responses, iterations } = this.#counts
    this.#counts = noCounts()
    return {
      from,
      to,
      load: this.#load,
      started,
      good,
      failed,
      dropped,
      inFlight: this.#open.size + this.#thinking,
      ...percentilesOf(iterations),
      iterationTime: sum(iterations),
      iterationSquares: sum(iterations.map((time) => time ** 2)),
      response: percentilesOf(responses),
      responses: responses.length,
      ...this.#slowOf(responses),
    }
  }

  #slowOf(responses: readonly Millis[]): Pick<Observation, 'slow'> {
    const { slowFrom } = this.#setup
    return slowFrom === undefined ? {} : { slow: responses.filter((response) => response >= slowFrom).length }
  }

  #changeLoad(load: number): void {
    this.#load = load
    if (this.#setup.arrivals.kind === 'users') this.#addUsers(load)
    else this.#nextDue = load > 0 ? this.#now + this.#gap() : Infinity
  }

  /** New users come one after the other within 100 ms; surplus users leave when they are done. */
  #addUsers(load: number): void {
    const missing = Math.max(0, load - this.#usersAlive)
    for (let n = 0; n < missing; n += 1) this.#users.add(undefined, this.#now + (n * 100) / missing)
    this.#usersAlive = Math.max(this.#usersAlive, load)
  }

  #gap(): Millis {
    const mean = 1000 / this.#load
    return this.#setup.arrivals.kind === 'poisson' ? -mean * Math.log(1 - this.#rng()) : mean
  }

  #advance(to: Millis): void {
    if (this.#setup.arrivals.kind === 'users') this.#advanceUsers(to)
    else this.#advanceArrivals(to)
    this.#pass(to)
    this.#now = to
  }

  #advanceArrivals(to: Millis): void {
    while (this.#nextDue <= to) {
      const noise = startNoise * this.#rng() + (this.#rng() < 0.01 ? rareNoise * this.#rng() : 0)
      const at = Math.min(to, Math.max(this.#lastStart, this.#nextDue + noise))
      this.#start(at)
      this.#nextDue += this.#gap()
    }
  }

  #advanceUsers(to: Millis): void {
    // An answer found by a step restarts its user a round trip later, which is after the step.
    for (let now = Math.min(to, this.#now + roundTrip); ; now = Math.min(to, now + roundTrip)) {
      for (;;) {
        const at = this.#users.nextDue
        if (at > now) break
        this.#stopThinking(this.#users.takeDue(now), at)
        if (this.#usersAlive > this.#load) this.#usersAlive -= 1
        else this.#start(Math.max(at, this.#lastStart))
      }
      this.#pass(now)
      if (now >= to) return
    }
  }

  #start(at: Millis): void {
    this.#pass(at)
    this.#lastStart = at
    if (this.#open.size >= this.#setup.maxInFlight) {
      this.#counts.dropped += 1
      return
    }
    const ticket = this.#ticket
    this.#ticket += 1
    this.#sent += 1
    this.#counts.started += 1
    this.#open.set(ticket, at)
    this.#deadlines.push({ ticket, at: at + this.#setup.clientTimeout })
    this.#simulation.arrive(ticket, at)
  }

  /** Lets the target and the clients' patience pass on to `at`. */
  #pass(at: Millis): void {
    for (this.#oldest ??= this.#deadlines.shift(); this.#oldest !== undefined; this.#oldest = this.#deadlines.shift()) {
      const { ticket, at: deadline } = this.#oldest
      if (deadline > at) break
      if (!this.#open.has(ticket)) continue
      this.#simulation.advance(deadline)
      this.#finish(ticket, false, deadline)
    }
    this.#simulation.advance(at)
  }

  #answered(ticket: Ticket, status: number, due: Millis): void {
    this.#finish(ticket, status < 400, due)
  }

  #finish(ticket: Ticket, isGood: boolean, at: Millis): void {
    const begun = this.#open.get(ticket)
    if (begun === undefined) return
    this.#open.delete(ticket)
    this.#counts.responses.push(at - begun + roundTrip)
    const { arrivals } = this.#setup
    if (arrivals.kind !== 'users') return this.#end(isGood, at - begun + roundTrip)
    this.#thinking += 1
    this.#users.add({ began: begun, isGood }, at + roundTrip + arrivals.think)
  }

  #stopThinking(user: Thinking | undefined, at: Millis): void {
    if (user === undefined) return
    this.#thinking -= 1
    this.#end(user.isGood, at - user.began)
  }

  /** The iteration is over: with the answer, or when its user has thought. */
  #end(isGood: boolean, time: Millis): void {
    if (isGood) this.#counts.good += 1
    else this.#counts.failed += 1
    this.#counts.iterations.push(time)
  }
}

function percentilesOf(times: readonly Millis[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => sorted[Math.floor(sorted.length * share)])
  return { p50, p95, p99 }
}
