import type { Millis } from '../../base/units.ts'
import type { MetricDelta, SeriesDef } from './delta.ts'
import { Histogram } from './histogram.ts'
import { CounterSink, addValues, endOfValues, type Sink, TrendSink } from './sink.ts'

/** How often workers send, at multiples of it on the run's clock. */
export const TICK: Millis = 250
/** A delta that ends later than this after a multiple of the period would give its tick more than its share. */
const punctual: Millis = 25
/** A worker that is silent for longer holds no tick open; what it sends later counts in the tick then open. */
const patience: Millis = 2000

const counters = [
  'iterations_started',
  'iterations',
  'iterations_good',
  'iterations_interrupted',
  'dropped_iterations',
] as const
const trends = ['iteration_duration', 'http_req_duration', 'start_lag'] as const
type CounterName = (typeof counters)[number]
type TrendName = (typeof trends)[number]
type TickMetric = CounterName | TrendName

const wanted: ReadonlySet<string> = new Set<string>([...counters, ...trends])
const isWanted = (metric: string): metric is TickMetric => wanted.has(metric)

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
  readonly sinks = new Map<TickMetric, Sink>()
  inFlight = 0

  sink(metric: TickMetric): Sink {
    let sink = this.sinks.get(metric)
    if (sink === undefined) this.sinks.set(metric, (sink = isTrend(metric) ? new TrendSink() : new CounterSink()))
    return sink
  }
}

const isTrend = (metric: TickMetric): boolean => trends.includes(metric as TrendName)

interface WorkerProgress {
  /** Undefined for series that ticks do not show. */
  readonly series: Map<number, { readonly kind: SeriesDef['kind']; readonly metric: TickMetric | undefined }>
  /** Periods that it has sent all of. */
  complete: number
  isRetired: boolean
}

/**
 * Adds up the deltas of all workers, period by period, for whoever steers by them. A tick ends at a multiple of the period at which
 * every worker has sent: where one was late, the tick is as much longer, so that its counts and its length always belong together.
 * Of the scenarios only those counted that `counts` names.
 */
export class TickBook {
  readonly #counts: (scenario: string) => boolean
  readonly #workers = new Map<number, WorkerProgress>()
  readonly #periods = new Map<number, Period>()
  /** Ends of periods at which some worker has not sent. */
  readonly #missed = new Set<number>()
  #firstOpen = 0

  constructor(workers: readonly number[], counts: (scenario: string) => boolean) {
    this.#counts = counts
    for (const id of workers) this.#workers.set(id, { series: new Map(), complete: 0, isRetired: false })
  }

  /** `busy`: iterations of the counted scenarios that go on in that worker. */
  apply(delta: MetricDelta, busy: number): void {
    const progress = this.#workers.get(delta.worker)
    if (progress === undefined) throw new RangeError(`a delta of the unknown worker ${delta.worker}`)
    for (const id of delta.gone) progress.series.delete(id)
    for (const def of delta.newSeries) progress.series.set(def.id, this.#resolve(def))
    this.#add(delta, progress, this.#period(Math.max(progress.complete, this.#firstOpen)))
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
    const sinksOf = (metric: TickMetric): Sink[] =>
      periods.map(({ sinks }) => sinks.get(metric)).filter((sink) => sink !== undefined)
    return {
      from,
      to: end * TICK,
      count: (name) => sinksOf(name).reduce((sum, sink) => sum + (sink.kind === 'counter' ? sink.sum : 0), 0),
      trend: (name) => mergedOf(sinksOf(name)),
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

  #resolve({ metric, kind, tags }: SeriesDef): { kind: SeriesDef['kind']; metric: TickMetric | undefined } {
    const scenario = tags.find(([key]) => key === 'scenario')?.[1]
    const isCounted = isWanted(metric) && scenario !== undefined && this.#counts(scenario)
    return { kind, metric: isCounted ? metric : undefined }
  }

  #add({ series, values }: MetricDelta, progress: WorkerProgress, period: Period): void {
    let offset = 0
    for (const id of series) {
      const known = progress.series.get(id)
      if (known === undefined) throw new RangeError('a delta speaks of a series that was never announced')
      const end = endOfValues(known.kind, values, offset)
      if (known.metric !== undefined) addValues(period.sink(known.metric), values, offset)
      offset = end
    }
  }
}

function mergedOf(sinks: readonly Sink[]): Histogram {
  const merged = new Histogram()
  for (const sink of sinks) if (sink.kind === 'trend') merged.merge(sink.histogram)
  return merged
}
