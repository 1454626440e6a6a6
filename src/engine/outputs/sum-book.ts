import type { MetricDelta } from '../metrics/delta.ts'
import { WIDTHS } from '../metrics/delta.ts'
import type { MetricKind } from '../metrics/metric.ts'
import { addValues, makeSink, type Sink } from '../metrics/sink.ts'
import type { Series } from './series-table.ts'

/** All samples of a series so far, added up. */
export interface SeriesSum {
  readonly series: Series
  readonly sink: Sink
  /** Which change of the book was the last one of this series. */
  changedAt: number
}

/** Every series of the run added up over all workers, since the run began: for outputs that send sums. */
export class SumBook {
  readonly #sums: (SeriesSum | undefined)[] = []
  /** Counts the deltas. */
  changes = 0

  /** `kindOf` knows what is not a series for outputs, too. */
  apply(
    { series: ids, values }: Pick<MetricDelta, 'series' | 'values'>,
    seriesOf: (id: number) => Series | undefined,
    kindOf: (id: number) => MetricKind,
  ): void {
    this.changes += 1
    let offset = 0
    for (const id of ids) {
      const series = seriesOf(id)
      if (series === undefined) {
        offset = skip(kindOf(id), values, offset)
        continue
      }
      const sum = this.#of(series)
      sum.changedAt = this.changes
      offset = addValues(sum.sink, values, offset)
    }
  }

  /** Those that have changed after the change with that number; with 0 all of them. */
  since(change: number): readonly SeriesSum[] {
    return this.#sums.filter((sum) => sum !== undefined && sum.changedAt > change) as readonly SeriesSum[]
  }

  #of(series: Series): SeriesSum {
    return (this.#sums[series.index] ??= { series, sink: makeSink[series.kind](), changedAt: 0 })
  }
}

/** Where the values of a series end. */
function skip(kind: MetricKind, values: Float64Array, offset: number): number {
  const cells = kind === 'trend' ? 2 * (values[offset + 4] as number) : 0
  return offset + WIDTHS[kind] + cells
}
