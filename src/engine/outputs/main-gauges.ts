import type { Millis } from '../../base/units.ts'
import type { MetricDelta, SeriesDef } from '../metrics/delta.ts'
import type { SampleBatch } from '../metrics/sample-log.ts'
import type { Tag } from '../metrics/tag-sets.ts'

/** Stands for main where workers have their number, from 0 on. */
export const MAIN = -1

/** What only main knows, as if a worker had measured it: `vus` and `vus_max`, sampled once a second as in k6. */
export class MainGauges {
  readonly #tags: readonly Tag[]
  #seq = 0

  constructor(tags: Readonly<Record<string, string>>) {
    this.#tags = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** `from` and `to` on the run's clock; `time` is that of `to` on the machine's monotonic clock. */
  measure(
    { from, to, time }: { readonly from: Millis; readonly to: Millis; readonly time: Millis },
    vus: number,
    vusMax: number,
  ): { readonly delta: MetricDelta; readonly samples: SampleBatch } {
    const newSeries = this.#seq === 0 ? ['vus', 'vus_max'].map((metric, id) => this.#define(metric, id)) : []
    const delta = {
      worker: MAIN,
      seq: this.#seq,
      from,
      to,
      newSeries,
      gone: [],
      series: Uint32Array.of(0, 1),
      values: Float64Array.of(vus, vus, vus, vusMax, vusMax, vusMax),
    }
    this.#seq += 1
    const samples = {
      count: 2,
      times: Float64Array.of(time, time),
      series: Uint32Array.of(0, 1),
      values: Float64Array.of(vus, vusMax),
      metadata: undefined,
      metadataSets: [],
      lost: 0,
    }
    return { delta, samples }
  }

  #define(metric: string, id: number): SeriesDef {
    return { id, metric, kind: 'gauge', contains: 'default', internal: false, tags: this.#tags }
  }
}
