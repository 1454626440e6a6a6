import type { SeriesDef } from '../../metrics/delta.ts'
import type { Samples } from '../samples.ts'
import { type Series, SeriesTable } from '../series-table.ts'

export const seriesDef = (metric: string, more: Partial<SeriesDef> = {}): SeriesDef => ({
  id: 0,
  metric,
  kind: 'counter',
  contains: 'default',
  internal: false,
  tags: [],
  ...more,
})

export const seriesOf = (metric: string, more: Partial<SeriesDef> = {}): Series => {
  const table = new SeriesTable({ systemTags: ['scenario'], keepsAll: false })
  table.announce(0, [seriesDef(metric, more)])
  const series = table.of(0, 0)
  if (series === undefined) throw new Error(`${metric} is internal`)
  return series
}

/** Samples of one series each: its definition, time and value. */
export function samplesOf(
  list: readonly { readonly def: SeriesDef; readonly time?: number; readonly value: number }[],
): Samples {
  const table = new SeriesTable({ systemTags: ['scenario'], keepsAll: false })
  table.announce(
    0,
    list.map(({ def }, id) => ({ ...def, id })),
  )
  return {
    worker: 1,
    batch: {
      count: list.length,
      times: Float64Array.from(list, ({ time = 0 }) => time),
      series: Uint32Array.from(list, (_, id) => id),
      values: Float64Array.from(list, ({ value }) => value),
      metadata: undefined,
      metadataSets: [],
      lost: 0,
    },
    seriesOf: (id) => table.of(0, id),
  }
}
