import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { ArrivalCursor } from './arrival-cursor.ts'
import { type ArrivalSchedule, constantArrivals, totalArrivals, withRate } from './arrivals.ts'
import { wholeStripe, workerStripe } from './stripe.ts'

const DURATION = 10_000
const EVERY = 20
const WORKERS = 3

/** A worker that hears of each change some time after it is in force, and starts what is due every millisecond. */
class LateWorker {
  readonly taken: number[] = []
  readonly #cursor: ArrivalCursor
  readonly #lag: number
  #heard = 0

  constructor(first: ArrivalSchedule, worker: number, lag: number) {
    this.#cursor = new ArrivalCursor(first, workerStripe(wholeStripe, worker, WORKERS), { kind: 'even' })
    this.#lag = lag
  }

  tick(now: number, schedules: readonly ArrivalSchedule[]): void {
    const heard = Math.min(schedules.length - 1, Math.floor((now - this.#lag) / EVERY))
    const schedule = schedules[heard]
    if (heard > this.#heard && schedule !== undefined) this.#cursor.replace(schedule)
    this.#heard = Math.max(this.#heard, heard)
    for (; this.#cursor.next() <= now; this.#cursor.advance()) this.taken.push(this.#cursor.index)
  }
}

/** `schedules[i]` is in force from i * 20 ms. */
function changedEvery20Ms(rates: readonly number[], rampMs: number): readonly ArrivalSchedule[] {
  let schedule = constantArrivals(rates[0] ?? 0, DURATION)
  return rates.map((rate, i) => {
    schedule = withRate(schedule, { at: i * EVERY, rate, rampMs })
    return schedule
  })
}

const rates = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: DURATION / EVERY, maxLength: DURATION / EVERY })
const lags = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: WORKERS, maxLength: WORKERS })

it('loses no arrival and takes none twice under 50 changes a second that reach every worker at another time', () => {
  fc.assert(
    fc.property(rates, lags, fc.constantFrom(0, 15), (list, late, rampMs) => {
      const schedules = changedEvery20Ms(list, rampMs)
      const workers = late.map((lag, worker) => new LateWorker(schedules[0] ?? constantArrivals(0, 0), worker, lag))
      for (let now = 0; now <= DURATION + 50; now += 1) for (const worker of workers) worker.tick(now, schedules)
      const total = totalArrivals(schedules.at(-1) ?? constantArrivals(0, 0))
      const taken = workers.flatMap((worker) => worker.taken)
      expect(new Set(taken).size).toBe(taken.length)
      expect(taken.filter((index) => index < total)).toHaveLength(total)
      // What was started on an older schedule in the last 50 ms cannot be taken back.
      expect(taken.length - total).toBeLessThanOrEqual(Math.ceil((50 / 1000) * 400) + WORKERS)
    }),
    { numRuns: 20 },
  )
})
