import type { Millis } from '../../base/units.ts'
import { sizeOfTrend, writeTrend } from './delta.ts'
import { Histogram } from './histogram.ts'
import { Builtin, type MetricId } from './metric.ts'
import type { TagSetId, TagSets } from './tag-sets.ts'

/** What a tick counts, in the order of `TickDelta.counts`. */
export const TICK_COUNTERS = [
  'iterations_started',
  'iterations',
  'iterations_good',
  'iterations_interrupted',
  'dropped_iterations',
] as const
/** What it has the percentiles of, in the order of `TickDelta.trends`. */
export const TICK_TRENDS = ['iteration_duration', 'http_req_duration', 'start_lag'] as const

/** What one worker did since its last tick, all scenarios that count together. */
export interface TickDelta {
  readonly worker: number
  /** Until when, on the run's clock. */
  readonly to: Millis
  readonly counts: Float64Array
  /** Each as in `MetricDelta.values`. */
  readonly trends: Float64Array
}

/** Places of counters are 1 and up, those of trends -1 and down; 0: no tick tells of it. */
const places = new Int8Array(Math.max(...Object.values(Builtin)) + 1)
for (const [index, name] of TICK_COUNTERS.entries()) places[Builtin[name]] = index + 1
for (const [index, name] of TICK_TRENDS.entries()) places[Builtin[name]] = -index - 1

/** Adds up in a worker what ticks tell: so little that it can go to main four times a second, however many series there are. */
export class TickFigures {
  readonly #tagSets: TagSets
  readonly #counts: (scenario: string) => boolean
  /** [tag set]; undefined: not met yet. */
  readonly #isCounted: (boolean | undefined)[] = []
  #sums = new Float64Array(TICK_COUNTERS.length)
  readonly #trends = TICK_TRENDS.map(() => new Histogram())

  /** Of the scenarios only those count that `counts` names. */
  constructor(tagSets: TagSets, counts: (scenario: string) => boolean) {
    this.#tagSets = tagSets
    this.#counts = counts
  }

  add(metric: MetricId, tags: TagSetId, value: number): void {
    const place = places[metric]
    if (place === undefined || place === 0) return
    if (!(this.#isCounted[tags] ?? this.#meet(tags))) return
    if (place > 0) this.#sums[place - 1] = (this.#sums[place - 1] as number) + value
    else this.#trends[-place - 1]?.record(value)
  }

  /** Hands over everything since the last time and starts anew. */
  take(worker: number, to: Millis): TickDelta {
    const counts = this.#sums
    const trends = new Float64Array(this.#trends.reduce((size, trend) => size + sizeOfTrend(trend), 0))
    let offset = 0
    for (const trend of this.#trends) {
      offset = writeTrend(trend, trends, offset)
      trend.clear()
    }
    this.#sums = new Float64Array(TICK_COUNTERS.length)
    return { worker, to, counts, trends }
  }

  #meet(tags: TagSetId): boolean {
    const scenario = this.#tagSets.valueOf(tags, 'scenario')
    return (this.#isCounted[tags] = scenario !== undefined && this.#counts(scenario))
  }
}
