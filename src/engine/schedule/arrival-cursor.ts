import type { Millis } from '../../base/units.ts'
import type { ArrivalProcess } from '../config/scenario.ts'
import { type ArrivalSchedule, dueInLine, isReached, lineOfArea } from './arrivals.ts'
import { UnitPoisson } from './poisson.ts'
import { indexAt, type Stripe } from './stripe.ts'

/** Walks one worker's share of the arrivals in order. Allocates nothing per arrival. */
export class ArrivalCursor {
  readonly #stripe: Stripe
  readonly #poisson: UnitPoisson | undefined
  #schedule: ArrivalSchedule
  #taken = 0
  #index = 0
  #area = 0
  #line = 0
  #due: Millis = 0

  constructor(schedule: ArrivalSchedule, stripe: Stripe, process: ArrivalProcess) {
    this.#schedule = schedule
    this.#stripe = stripe
    this.#poisson = process.kind === 'poisson' ? new UnitPoisson(process.seed) : undefined
    this.#aim()
  }

  /** When this worker's next arrival is due, in the scenario's time; `Infinity` = none, as the schedule now stands. */
  next(): Millis {
    return this.#due
  }

  /** The next arrival's place (0-based) among those of all workers and instances. */
  get index(): number {
    return this.#index
  }

  /** How many arrivals this worker has taken. */
  get taken(): number {
    return this.#taken
  }

  /** The next arrival is taken: go on to the one after it. */
  advance(): void {
    this.#taken += 1
    this.#aim()
  }

  /** Go on by another schedule. The place among the arrivals stays, so none is lost and none comes twice. */
  replace(schedule: ArrivalSchedule): void {
    this.#schedule = schedule
    this.#line = lineOfArea(schedule, this.#area)
    this.#due = dueInLine(schedule, this.#line, this.#area)
  }

  #aim(): void {
    this.#index = indexAt(this.#stripe, this.#taken)
    this.#area = this.#areaOf(this.#index)
    const last = this.#schedule.areas.length - 1
    while (this.#line < last && isReached(this.#schedule, this.#line + 1, this.#area)) this.#line += 1
    this.#due = dueInLine(this.#schedule, this.#line, this.#area)
  }

  /** Where the area must come for the arrival at `index` to be due. */
  #areaOf(index: number): number {
    if (this.#poisson === undefined || index === Infinity) return index + this.#schedule.first
    return this.#poisson.at(index)
  }
}
