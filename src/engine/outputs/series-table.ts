import type { SeriesDef } from '../metrics/delta.ts'
import type { Contains, MetricKind } from '../metrics/metric.ts'
import type { Tag } from '../metrics/tag-sets.ts'

/** One metric under one set of tags, over all workers. */
export interface Series {
  /** Counts from 0, for who keeps something for each series. */
  readonly index: number
  readonly metric: string
  readonly kind: MetricKind
  readonly contains: Contains
  /** Sorted by key; of the system tags only those that are asked for. */
  readonly tags: readonly Tag[]
}

/** What the workers' numbers of series mean. Equal series of several workers are one; ours alone are none. */
export class SeriesTable {
  readonly #hidesScenario: boolean
  readonly #byWorker = new Map<number, (Series | undefined)[]>()
  readonly #kinds = new Map<number, MetricKind[]>()
  readonly #byKey = new Map<string, Series>()

  /** Samples always carry their scenario within the program; outputs see it only where it is a system tag. */
  constructor(systemTags: readonly string[]) {
    this.#hidesScenario = !systemTags.includes('scenario')
  }

  announce(worker: number, defs: readonly SeriesDef[]): void {
    let known = this.#byWorker.get(worker)
    if (known === undefined) this.#byWorker.set(worker, (known = []))
    const kinds = this.#kindsOf(worker)
    for (const def of defs) {
      kinds[def.id] = def.kind
      known[def.id] = def.internal ? undefined : this.#intern(def)
    }
  }

  /** Of any series, also of those that outputs do not see. */
  kindOf(worker: number, id: number): MetricKind {
    const kind = this.#kindsOf(worker)[id]
    if (kind === undefined) throw new RangeError('a delta speaks of a series that was never announced')
    return kind
  }

  of(worker: number, id: number): Series | undefined {
    return this.#byWorker.get(worker)?.[id]
  }

  #kindsOf(worker: number): MetricKind[] {
    let kinds = this.#kinds.get(worker)
    if (kinds === undefined) this.#kinds.set(worker, (kinds = []))
    return kinds
  }

  #intern({ metric, kind, contains, tags: all }: SeriesDef): Series {
    const tags = this.#hidesScenario ? all.filter(([key]) => key !== 'scenario') : all
    const key = JSON.stringify([metric, tags])
    let series = this.#byKey.get(key)
    if (series === undefined) {
      series = { index: this.#byKey.size, metric, kind, contains, tags }
      this.#byKey.set(key, series)
    }
    return series
  }
}
