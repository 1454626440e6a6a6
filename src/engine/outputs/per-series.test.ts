import { expect, it } from 'vitest'
import { PerSeries } from './per-series.ts'
import { SeriesTable } from './series-table.ts'
import { seriesDef } from './testing/samples.ts'

it('makes a thing once for each series, and anew for the one that has its number later', () => {
  const table = new SeriesTable({ systemTags: [], keepsAll: false })
  const made: string[] = []
  const names = new PerSeries(({ metric }) => {
    made.push(metric)
    return metric.toUpperCase()
  })
  const nameOf = (id: number): string | undefined => {
    const series = table.of(0, id)
    return series === undefined ? undefined : names.of(series)
  }
  table.announce(0, [seriesDef('a', { id: 0 })])
  expect([nameOf(0), nameOf(0)]).toEqual(['A', 'A'])
  table.release(0, [0])
  table.announce(0, [seriesDef('b', { id: 1 })])
  expect(nameOf(1)).toBe('B')
  expect(made).toEqual(['a', 'b'])
})
