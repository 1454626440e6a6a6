import type { Millis } from '../../base/units.ts'

const MINUTE: Millis = 60_000
const HOUR_MINUTES = 60
/** Lines may come late by so many minutes, as servers log a request when it ends and logs of several servers are put together. */
const OPEN_MINUTES = 180

/** Requests by route. */
export type RouteCounts = ReadonlyMap<number, number>

/** The busiest of all minutes, or of all hours. */
export interface Peak {
  /** Its beginning, since 1970. */
  readonly from: Millis
  readonly requests: number
  readonly routes: RouteCounts
}

/**
 * Counts requests by minute and route, and finds the busiest minute and the busiest 60 minutes in a row. Of the minutes that
 * are past only the busiest are kept, so that a log may last for years.
 */
export class MinuteBook {
  readonly #open = new Map<number, Map<number, number>>()
  /** Closed minutes of the last hour, oldest first. */
  #hour: { readonly minute: number; readonly requests: number; readonly routes: RouteCounts }[] = []
  #closedTo = Number.NEGATIVE_INFINITY
  #peakMinute: Peak | undefined
  #peakHour: Peak | undefined
  #late = 0
  // The minute in hand: most lines are of the same one as the line before.
  #current = Number.NaN
  #counts: Map<number, number> = new Map()

  add(at: Millis, route: number): void {
    const minute = Math.floor(at / MINUTE)
    if (minute !== this.#current) this.#turnTo(minute)
    this.#counts.set(route, (this.#counts.get(route) ?? 0) + 1)
  }

  /** Requests that came too late to be counted in their minute. */
  get late(): number {
    return this.#late
  }

  /** Closes all there is. Undefined when there was no request. */
  finish(): { readonly minute: Peak; readonly hour: Peak } | undefined {
    while (this.#open.size > 0) this.#closeFirst()
    if (this.#peakMinute === undefined || this.#peakHour === undefined) return undefined
    return { minute: this.#peakMinute, hour: this.#peakHour }
  }

  #turnTo(minute: number): void {
    if (minute <= this.#closedTo) {
      this.#late += 1
      // Counted nowhere: a map of its own that is thrown away.
      this.#current = Number.NaN
      this.#counts = new Map()
      return
    }
    this.#current = minute
    const known = this.#open.get(minute)
    this.#counts = known ?? new Map<number, number>()
    if (known !== undefined) return
    this.#open.set(minute, this.#counts)
    if (this.#open.size > OPEN_MINUTES) this.#closeFirst()
  }

  #closeFirst(): void {
    const minute = Math.min(...this.#open.keys())
    const routes = this.#open.get(minute) ?? new Map<number, number>()
    this.#open.delete(minute)
    this.#closedTo = minute
    if (minute === this.#current) this.#current = Number.NaN
    const requests = sumOf(routes)
    if (requests > (this.#peakMinute?.requests ?? 0)) this.#peakMinute = { from: minute * MINUTE, requests, routes }
    this.#hour = [...this.#hour.filter((past) => past.minute > minute - HOUR_MINUTES), { minute, requests, routes }]
    const inHour = this.#hour.reduce((sum, past) => sum + past.requests, 0)
    if (inHour > (this.#peakHour?.requests ?? 0)) this.#peakHour = this.#wholeHour(inHour)
  }

  #wholeHour(requests: number): Peak {
    const routes = new Map<number, number>()
    for (const past of this.#hour)
      for (const [route, count] of past.routes) routes.set(route, (routes.get(route) ?? 0) + count)
    return { from: (this.#hour[0]?.minute ?? 0) * MINUTE, requests, routes }
  }
}

const sumOf = (counts: RouteCounts): number => [...counts.values()].reduce((sum, count) => sum + count, 0)
