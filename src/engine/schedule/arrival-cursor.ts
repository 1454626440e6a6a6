import type { Millis } from '../../base/units.ts'
import type { ArrivalProcess } from '../config/scenario.ts'
import { type ArrivalSchedule, dueInLine, isReached, lineOfArea } from './arrivals.ts'
import { UnitPoisson } from './poisson.ts'
import { indexAt, type Stripe } from './stripe.ts'

/** So many arrivals are worked out at once: what they are worked out from lies in many places, which get cold in between. */
const AHEAD = 8

/** Walks one worker's share of the arrivals in order. Allocates nothing per arrival. */
export class ArrivalCursor {
  readonly #stripe: Stripe
  readonly #poisson: UnitPoisson | undefined
  #schedule: ArrivalSchedule
  #taken = 0
  #line = 0
  /** Where in the following the next arrival is. */
  #at = 0
  /** Where the area must come for an arrival to be due, and when it does. */
  readonly #areas = new Float64Array(AHEAD)
  readonly #dues = new Float64Array(AHEAD)

  constructor(schedule: ArrivalSchedule, stripe: Stripe, process: ArrivalProcess) {
    this.#schedule = schedule
    this.#stripe = stripe
    this.#poisson = process.kind === 'poisson' ? new UnitPoisson(process.seed) : undefined
    this.#lookAhead()
  }

  /** When this worker's next arrival is due, in the scenario's time; `Infinity` = none, as the schedule now stands. */
  next(): Millis {
    return this.#dues[this.#at] as Millis
  }

  /** The next arrival's place (0-based) among those of all workers and instances. */
  get index(): number {
    return indexAt(this.#stripe, this.#taken)
  }

  /** How many arrivals this worker has taken. */
  get taken(): number {
    return this.#taken
  }

  /** The next arrival is taken: go on to the one after it. */
  advance(): void {
    this.#taken += 1
    this.#at += 1
    if (this.#at === AHEAD) this.#lookAhead()
  }

  /** Go on by another schedule. The place among the arrivals stays, so none is lost and none comes twice. */
  replace(schedule: ArrivalSchedule): void {
    this.#schedule = schedule
    this.#line = lineOfArea(schedule, this.#areas[this.#at] as number)
    this.#time(this.#at)
  }

  #lookAhead(): void {
    this.#at = 0
    for (let ahead = 0; ahead < AHEAD; ahead += 1) {
      this.#areas[ahead] = this.#areaOf(indexAt(this.#stripe, this.#taken + ahead))
    }
    this.#time(0)
  }

  /** Works out when those from `first` on are due. */
  #time(first: number): void {
    const last = this.#schedule.areas.length - 1
    for (let ahead = first; ahead < AHEAD; ahead += 1) {
      const area = this.#areas[ahead] as number
      while (this.#line < last && isReached(this.#schedule, this.#line + 1, area)) this.#line += 1
      this.#dues[ahead] = dueInLine(this.#schedule, this.#line, area)
    }
  }

  /** Where the area must come for the arrival at `index` to be due. */
  #areaOf(index: number): number {
    if (this.#poisson === undefined || index === Infinity) return index + this.#schedule.first
    return this.#poisson.at(index)
  }
}
