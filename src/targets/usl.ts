import type { Millis, PerSecond } from '../base/units.ts'
import { Fifo } from './fifo.ts'
import type { Simulation, TargetModel, Ticket, World } from './model.ts'
import { defineModel } from './model.ts'
import { choice, count, duration, rate, share } from './options.ts'
import { drawsOf } from './service-law.ts'
import type { Truth } from './truth.ts'
import { cliff } from './truth.ts'
import { sustainableLoad } from './usl-collapse.ts'

interface Params {
  readonly singleRate: PerSecond
  readonly contention: number
  readonly coherency: number
  readonly cap: number
  readonly law: 'det' | 'exp'
  readonly dwell: Millis
}

/** Gunther's universal scalability law: X(n) = x1 n / (1 + sigma (n - 1) + kappa n (n - 1)), per second with n requests inside. */
const throughputOf =
  ({ singleRate, contention, coherency }: Params) =>
  (n: number): PerSecond =>
    (singleRate * n) / (1 + contention * (n - 1) + coherency * n * (n - 1))

function uslTruth(params: Params): Truth {
  const { cap, law, dwell, singleRate } = params
  const throughput = throughputOf(params)
  const peak = Math.max(...Array.from({ length: cap }, (_, index) => throughput(index + 1)))
  const crowded = throughput(cap)
  const capacity = law === 'det' ? peak : sustainableLoad(throughput, { cap, peak, dwell })
  return cliff(
    capacity,
    1000 / singleRate,
    { kind: 'tripped', goodput: crowded, recoveryLoad: crowded },
    `its peak in a closed model is ${peak.toFixed(1)}/s; once crowded it carries ${crowded.toFixed(1)}/s with ${cap} inside`,
  )
}

/**
 * Work is a fluid: with n inside it flows at X(n), and each unit of it completes the oldest request, at the exact instant it is full.
 * With law exp a request takes an exponential amount of it instead, which makes departures a pure death process with rates X(n).
 */
class UslSimulation implements Simulation {
  readonly #world: World
  readonly #throughput: (n: number) => PerSecond
  readonly #cap: number
  readonly #draw: () => number
  readonly #inside: Fifo<Ticket> = new Fifo()
  /** What the oldest still needs, as of `#since`. */
  #needed: number
  #since: Millis = 0

  constructor(world: World, params: Params) {
    this.#world = world
    this.#throughput = throughputOf(params)
    this.#cap = params.cap
    this.#draw = drawsOf[params.law](1, world.rng)
    this.#needed = this.#draw()
  }

  readonly load = (): { readonly inService: number; readonly queued: number } => ({
    inService: this.#inside.size,
    queued: 0,
  })

  readonly advance = (now: Millis): void => {
    for (let due = this.#nextDue(); due <= now; due = this.#nextDue()) {
      const oldest = this.#inside.shift()
      if (oldest === undefined) return
      this.#since = due
      this.#needed = this.#draw()
      this.#world.answer(oldest, 200, due)
    }
  }

  readonly arrive = (ticket: Ticket, now: Millis): void => {
    if (this.#inside.size >= this.#cap) return this.#world.answer(ticket, 503, now)
    this.#needed -= (this.#flow() * (now - this.#since)) / 1000
    this.#since = now
    this.#inside.push(ticket)
  }

  #flow(): PerSecond {
    return this.#inside.size === 0 ? 0 : this.#throughput(this.#inside.size)
  }

  #nextDue(): Millis {
    return this.#inside.size === 0 ? Infinity : this.#since + (1000 * this.#needed) / this.#flow()
  }
}

/** Requests inside slow each other down: throughput has a peak, and open load that gets past it collapses (contention and crosstalk). */
export const usl: TargetModel = defineModel({
  summary: 'universal scalability law: throughput peaks and falls with the requests inside',
  options: {
    singleRate: rate(40, 'requests per second with one inside'),
    contention: share(0.02, 'sigma: the part that cannot be shared', 'zero'),
    coherency: share(0.0009, 'kappa: the cost of keeping two in step', 'zero'),
    cap: count(256, 'requests inside, 503 above'),
    law: choice<'det' | 'exp'>(['det', 'exp'], 'how the work of a request scatters: det (not at all) or exp'),
    dwell: duration(60_000, 'with law exp: the time a load must be carried on average to count as carried'),
  },
  slots: ({ cap }) => cap,
  truth: uslTruth,
  simulate: (params, world) => new UslSimulation(world, params),
})
