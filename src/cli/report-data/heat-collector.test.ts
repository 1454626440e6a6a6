import { expect, it } from 'vitest'
import { Histogram } from '../../engine/metrics/histogram.ts'
import type { Heatmap } from '../../report/report-data.ts'
import { HeatCollector } from './heat-collector.ts'

function of(...values: readonly number[]): Histogram {
  const histogram = new Histogram()
  for (const value of values) histogram.record(value)
  return histogram
}

function collect(seconds: readonly (readonly number[])[]): Heatmap {
  const heat = new HeatCollector(seconds.length)
  for (const [second, values] of seconds.entries()) heat.add(second * 1000, (second + 1) * 1000, of(...values))
  return heat.heatmap() ?? { columns: [], rows: [], cells: [] }
}

const countIn = ({ cells }: Heatmap): number => cells.reduce((sum, [, , count]) => sum + count, 0)

it('counts every response once, in the row of its time', () => {
  const { columns, rows, cells } = collect([[10, 10, 40], [], [10]])
  const rowOf = (value: number): number => rows.findLastIndex((from) => from <= value)
  expect(columns).toEqual([0, 1000, 2000, 3000])
  expect(cells).toEqual([
    [0, rowOf(10), 2],
    [0, rowOf(40), 1],
    [2, rowOf(10), 1],
  ])
})

it('is bounded however long the run and however wide the times spread', () => {
  const seconds = Array.from({ length: 10_000 }, (_, second) => [0.02 * 1.001 ** second, 5])
  const heat = collect(seconds)
  expect(heat.columns.length).toBeLessThanOrEqual(241)
  expect(heat.rows.length).toBeLessThanOrEqual(37)
  expect(heat.cells.length).toBeLessThanOrEqual(240 * 36)
  expect(countIn(heat)).toBe(20_000)
})

it('does not let a few that took no time push all others together', () => {
  const usual = Array.from({ length: 1000 }, (_, index) => 20 + (index % 10))
  const heat = collect([[0, 0.02, ...usual]])
  expect(heat.rows[0]).toBeGreaterThan(15)
  expect(countIn(heat)).toBe(1002)
})

it('is nothing where nothing was timed', () => {
  expect(collect([[], []]).cells).toEqual([])
  expect(new HeatCollector(1).heatmap()).toBeUndefined()
})

it('has a row where all took no time', () => {
  expect(collect([[0, 0]]).cells).toEqual([[0, 0, 2]])
})
