import type { SeriesDef } from '../metrics/delta.ts'
import type { Contains, MetricKind } from '../metrics/metric.ts'
import type { Tag } from '../metrics/tag-sets.ts'

/** One metric under one set of tags, over all workers. */
export interface Series {
  /** Counts from 0, for who keeps something for each series; used again when a series is no more. */
  readonly index: number
  readonly metric: string
  readonly kind: MetricKind
  readonly contains: Contains
  /** Sorted by key; of the system tags only those that are asked for. */
  readonly tags: readonly Tag[]
}

/** A series, and how many numbers of workers stand for it. */
interface Shared extends Series {
  readonly tagsKey: string
  users: number
}

interface Known {
  readonly kind: MetricKind
  /** Undefined for what outputs do not see. */
  readonly series: Shared | undefined
}

export interface SeriesTableOptions {
  readonly systemTags: readonly string[]
  /** Whether a series that all workers have let go stays the same one when it comes back: for sums since the beginning. */
  readonly keepsAll: boolean
}

/**
 * What the workers' numbers of series mean. Equal series of several workers are one; ours alone are none. Unless all are kept,
 * memory depends on how many are in use at a time, and not on how many there ever were.
 */
export class SeriesTable {
  readonly #keepsAll: boolean
  readonly #hidesScenario: boolean
  readonly #byWorker = new Map<number, Map<number, Known>>()
  /** [metric][tags as text] */
  readonly #byMetric = new Map<string, Map<string, Shared>>()
  readonly #free: number[] = []
  #indexes = 0
  /** The series of a set of tags come one after the other, with the same list. */
  #last: { readonly all: readonly Tag[]; readonly tags: readonly Tag[]; readonly key: string } | undefined

  /** Samples always carry their scenario within the program; outputs see it only where it is a system tag. */
  constructor({ systemTags, keepsAll }: SeriesTableOptions) {
    this.#hidesScenario = !systemTags.includes('scenario')
    this.#keepsAll = keepsAll
  }

  /** How many different ones there are at the moment. */
  get size(): number {
    return this.#indexes - this.#free.length
  }

  announce(worker: number, defs: readonly SeriesDef[]): void {
    const known = this.#knownTo(worker)
    for (const def of defs) known.set(def.id, { kind: def.kind, series: def.internal ? undefined : this.#share(def) })
    this.#last = undefined
  }

  /** The worker does not use these numbers any more. */
  release(worker: number, ids: readonly number[]): void {
    const known = this.#knownTo(worker)
    for (const id of ids) {
      const series = known.get(id)?.series
      known.delete(id)
      if (series !== undefined) this.#letGo(series)
    }
  }

  /** Of any series, also of those that outputs do not see. */
  kindOf(worker: number, id: number): MetricKind {
    const known = this.#byWorker.get(worker)?.get(id)
    if (known === undefined) throw new RangeError('a delta speaks of a series that was never announced')
    return known.kind
  }

  of(worker: number, id: number): Series | undefined {
    return this.#byWorker.get(worker)?.get(id)?.series
  }

  #knownTo(worker: number): Map<number, Known> {
    let known = this.#byWorker.get(worker)
    if (known === undefined) this.#byWorker.set(worker, (known = new Map()))
    return known
  }

  #share({ metric, kind, contains, tags: all }: SeriesDef): Shared {
    const { tags, key } = this.#seenTags(all)
    let ofMetric = this.#byMetric.get(metric)
    if (ofMetric === undefined) this.#byMetric.set(metric, (ofMetric = new Map()))
    let series = ofMetric.get(key)
    if (series === undefined) {
      const index = this.#free.pop() ?? this.#indexes++
      series = { index, metric, kind, contains, tags, tagsKey: key, users: 0 }
      ofMetric.set(key, series)
    }
    series.users += 1
    return series
  }

  #letGo(series: Shared): void {
    series.users -= 1
    if (series.users > 0 || this.#keepsAll) return
    this.#byMetric.get(series.metric)?.delete(series.tagsKey)
    this.#free.push(series.index)
  }

  #seenTags(all: readonly Tag[]): { readonly tags: readonly Tag[]; readonly key: string } {
    if (this.#last?.all === all) return this.#last
    const tags = this.#hidesScenario ? all.filter(([key]) => key !== 'scenario') : all
    this.#last = { all, tags, key: JSON.stringify(tags) }
    return this.#last
  }
}
