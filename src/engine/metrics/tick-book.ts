import type { Millis } from '../../base/units.ts'
import { Histogram } from './histogram.ts'
import { TICK } from './periods.ts'
import { addValues, TrendSink } from './sink.ts'
import { TICK_COUNTERS, TICK_TRENDS, type TickDelta } from './tick-figures.ts'

/** A delta that ends later than this after a multiple of the period would give its tick more than its share. */
const punctual: Millis = 25
/** A worker that is silent for longer holds no tick open; what it sends later counts in the tick then open. */
const patience: Millis = 2000

type CounterName = (typeof TICK_COUNTERS)[number]
type TrendName = (typeof TICK_TRENDS)[number]

/** A span between two moments at which every worker has sent. */
export interface ClosedTick {
  readonly from: Millis
  readonly to: Millis
  readonly count: (name: CounterName) => number
  readonly trend: (name: TrendName) => Histogram
  /** Iterations going on at `to`. */
  readonly inFlight: number
}

/** What came in one period, whoever sent it. */
class Period {
  readonly counts = new Float64Array(TICK_COUNTERS.length)
  readonly trends: readonly TrendSink[] = TICK_TRENDS.map(() => new TrendSink())
  inFlight = 0

  add({ counts, trends }: TickDelta): void {
    for (const [index, count] of counts.entries()) this.counts[index] = (this.counts[index] ?? 0) + count
    let offset = 0
    for (const trend of this.trends) offset = addValues(trend, trends, offset)
  }
}

interface WorkerProgress {
  /** Periods that it has sent all of. */
  complete: number
  isRetired: boolean
}

/**
 * Adds up the deltas of all workers, period by period, for whoever steers by them. A tick ends at a multiple of the period at which
 * every worker has sent: where one was late, the tick is as much longer, so that its counts and its length always belong together.
 */
export class TickBook {
  readonly #workers = new Map<number, WorkerProgress>()
  readonly #periods = new Map<number, Period>()
  /** Ends of periods at which some worker has not sent. */
  readonly #missed = new Set<number>()
  #firstOpen = 0

  constructor(workers: readonly number[]) {
    for (const id of workers) this.#workers.set(id, { complete: 0, isRetired: false })
  }

  /** `busy`: iterations of the counted scenarios that go on in that worker. */
  apply(delta: TickDelta, busy: number): void {
    const progress = this.#workers.get(delta.worker)
    if (progress === undefined) throw new RangeError(`a delta of the unknown worker ${delta.worker}`)
    this.#period(Math.max(progress.complete, this.#firstOpen)).add(delta)
    this.#pass(progress, delta.to, busy)
  }

  /** The worker has ended: ticks no longer wait for it. */
  retire(worker: number): void {
    const progress = this.#workers.get(worker)
    if (progress !== undefined) progress.isRetired = true
  }

  /** Closes every tick that is complete at `now`, oldest first. */
  close(now: Millis): ClosedTick[] {
    const closed: ClosedTick[] = []
    for (let end = this.#firstOpen + 1; end <= this.#completeAt(now); end += 1) {
      if (this.#missed.delete(end)) continue
      closed.push(this.#closeUntil(end))
    }
    return closed
  }

  /** A run whose workers have all ended has no further ticks: the last one would be cut short. */
  #completeAt(now: Millis): number {
    const going = [...this.#workers.values()].filter(({ isRetired }) => !isRetired)
    if (going.length === 0) return 0
    const overdue = Math.floor((now - patience) / TICK)
    return Math.max(overdue, Math.min(...going.map(({ complete }) => complete)))
  }

  #closeUntil(end: number): ClosedTick {
    const periods = Array.from({ length: end - this.#firstOpen }, (_, index) => this.#take(this.#firstOpen + index))
    const from = this.#firstOpen * TICK
    this.#firstOpen = end
    return {
      from,
      to: end * TICK,
      count: (name) => periods.reduce((sum, { counts }) => sum + (counts[TICK_COUNTERS.indexOf(name)] ?? 0), 0),
      trend: (name) => trendOf(periods, name),
      inFlight: periods.at(-1)?.inFlight ?? 0,
    }
  }

  #take(index: number): Period {
    const period = this.#period(index)
    this.#periods.delete(index)
    return period
  }

  #period(index: number): Period {
    let period = this.#periods.get(index)
    if (period === undefined) this.#periods.set(index, (period = new Period()))
    return period
  }

  #pass(progress: WorkerProgress, to: Millis, busy: number): void {
    const end = Math.floor(to / TICK)
    if (to - end * TICK > punctual || end <= progress.complete) return
    for (let missed = progress.complete + 1; missed < end; missed += 1) {
      if (missed > this.#firstOpen) this.#missed.add(missed)
    }
    progress.complete = end
    if (end > this.#firstOpen) this.#period(end - 1).inFlight += busy
  }
}

function trendOf(periods: readonly Period[], name: TrendName): Histogram {
  const merged = new Histogram()
  for (const { trends } of periods) {
    const trend = trends[TICK_TRENDS.indexOf(name)]
    if (trend !== undefined) merged.merge(trend.histogram)
  }
  return merged
}
