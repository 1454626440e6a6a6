import { expect, it } from 'vitest'
import { SeriesTable } from './series-table.ts'
import { seriesDef } from './testing/samples.ts'

const tags = [
  ['group', ''],
  ['scenario', 'one'],
] as const

it('takes equal series of several workers for one, whatever their numbers', () => {
  const table = new SeriesTable(['scenario'])
  table.announce(0, [seriesDef('a', { id: 0, tags }), seriesDef('b', { id: 1, tags })])
  table.announce(1, [seriesDef('b', { id: 0, tags })])
  table.announce(1, [seriesDef('a', { id: 1, tags }), seriesDef('a', { id: 2 })])
  expect(table.of(0, 0)).toBe(table.of(1, 1))
  expect(table.of(0, 1)).toBe(table.of(1, 0))
  expect(table.of(1, 2)).toMatchObject({ metric: 'a', tags: [], index: 2 })
})

it('shows nothing of metrics that are ours alone', () => {
  const table = new SeriesTable([])
  table.announce(0, [seriesDef('start_lag', { internal: true })])
  expect(table.of(0, 0)).toBeUndefined()
})

it('hides the scenario where it is no system tag', () => {
  const table = new SeriesTable(['group'])
  table.announce(0, [seriesDef('a', { tags })])
  expect(table.of(0, 0)?.tags).toEqual([['group', '']])
})
