import type { Millis } from '../base/units.ts'
import { DueQueue } from './due-queue.ts'
import type { Simulation, TargetModel, Ticket, World } from './model.ts'
import { defineModel } from './model.ts'
import { count, duration } from './options.ts'
import { drawsOf, type LawName, lawOption } from './service-law.ts'
import { plateau } from './truth.ts'

interface Params {
  readonly cores: number
  readonly demand: Millis
  readonly cap: number
  readonly law: LawName
}

/**
 * All that is inside shares the cores: with n inside each gets min(1, c / n) of one (Kleinrock, Time-shared Systems, 1967). Kept in
 * the time of the requests themselves: every one inside has been given the same since it came, so one queue by when each has enough.
 */
class SharingSimulation implements Simulation {
  readonly #world: World
  readonly #params: Params
  readonly #draw: () => Millis
  readonly #inside = new DueQueue<Ticket>()
  /** Processor time that each request inside has been given since the beginning, as of `#since`. */
  #given: Millis = 0
  #since: Millis = 0

  constructor(world: World, params: Params) {
    this.#world = world
    this.#params = params
    this.#draw = drawsOf[params.law](params.demand, world.rng)
  }

  readonly load = (): { readonly inService: number; readonly queued: number } => {
    const inService = Math.min(this.#params.cores, this.#inside.size)
    return { inService, queued: this.#inside.size - inService }
  }

  readonly advance = (now: Millis): void => {
    for (let due = this.#nextDue(); due <= now && this.#inside.size > 0; due = this.#nextDue()) {
      this.#given = this.#inside.nextDue
      this.#since = due
      const done = this.#inside.takeDue(this.#given)
      if (done !== undefined) this.#world.answer(done, 200, due)
    }
  }

  readonly arrive = (ticket: Ticket, now: Millis): void => {
    if (this.#inside.size >= this.#params.cap) return this.#world.answer(ticket, 503, now)
    this.#given += (now - this.#since) * this.#share()
    this.#since = now
    this.#inside.add(ticket, this.#given + this.#draw())
  }

  /** Of a core, for each that is inside. */
  #share(): number {
    return Math.min(1, this.#params.cores / Math.max(1, this.#inside.size))
  }

  #nextDue(): Millis {
    return this.#since + Math.max(0, this.#inside.nextDue - this.#given) / this.#share()
  }
}

/** A server that computes: nobody waits, everybody gets slower. Capacity cores / demand; of the cores only as many as may be inside. */
export const processorSharing: TargetModel = defineModel({
  summary: 'computes for all requests at once: nobody waits, everybody gets slower',
  options: {
    cores: count(2, 'cores that the requests share'),
    demand: duration(5, 'mean processor time of a request'),
    cap: count(200, 'requests inside, 503 above'),
    law: lawOption('det'),
  },
  slots: ({ cores, cap }) => Math.min(cores, cap),
  truth: ({ cores, demand, cap }) => plateau((Math.min(cores, cap) * 1000) / demand, demand, 'exact at every load'),
  simulate: (params, world) => new SharingSimulation(world, params),
})
