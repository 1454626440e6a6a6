import { expect, it } from 'vitest'
import { SeriesTable } from './series-table.ts'
import { seriesDef } from './testing/samples.ts'

const tags = [
  ['group', ''],
  ['scenario', 'one'],
] as const

it('takes equal series of several workers for one, whatever their numbers', () => {
  const table = new SeriesTable({ systemTags: ['scenario'], keepsAll: false })
  table.announce(0, [seriesDef('a', { id: 0, tags }), seriesDef('b', { id: 1, tags })])
  table.announce(1, [seriesDef('b', { id: 0, tags })])
  table.announce(1, [seriesDef('a', { id: 1, tags }), seriesDef('a', { id: 2 })])
  expect(table.of(0, 0)).toBe(table.of(1, 1))
  expect(table.of(0, 1)).toBe(table.of(1, 0))
  expect(table.of(1, 2)).toMatchObject({ metric: 'a', tags: [], index: 2 })
})

it('shows nothing of metrics that are ours alone', () => {
  const table = new SeriesTable({ systemTags: [], keepsAll: false })
  table.announce(0, [seriesDef('start_lag', { internal: true })])
  expect(table.of(0, 0)).toBeUndefined()
})

it('hides the scenario where it is no system tag', () => {
  const table = new SeriesTable({ systemTags: ['group'], keepsAll: false })
  table.announce(0, [seriesDef('a', { tags })])
  expect(table.of(0, 0)?.tags).toEqual([['group', '']])
})

it('lets a series go when no worker has it any more, and gives its number to another', () => {
  const table = new SeriesTable({ systemTags: [], keepsAll: false })
  table.announce(0, [seriesDef('a', { id: 0 })])
  table.announce(1, [seriesDef('a', { id: 0 })])
  const first = table.of(0, 0)
  table.release(0, [0])
  expect(table.of(0, 0)).toBeUndefined()
  expect(table.of(1, 0)).toBe(first)
  table.release(1, [0])
  expect(table.size).toBe(0)
  table.announce(0, [seriesDef('b', { id: 1 })])
  expect(table.of(0, 1)).toMatchObject({ metric: 'b', index: first?.index })
})

it('knows a series again that comes back, where all are kept', () => {
  const table = new SeriesTable({ systemTags: [], keepsAll: true })
  table.announce(0, [seriesDef('a', { id: 0 })])
  const first = table.of(0, 0)
  table.release(0, [0])
  table.announce(0, [seriesDef('b', { id: 1 }), seriesDef('a', { id: 2 })])
  expect(table.of(0, 2)).toBe(first)
  expect(table.of(0, 1)?.index).toBe(1)
})

it('takes room for the series in use, however many there ever were', () => {
  const table = new SeriesTable({ systemTags: [], keepsAll: false })
  for (let id = 0; id < 1000; id += 1) {
    table.announce(0, [seriesDef('a', { id, tags: [['item', String(id)]] })])
    table.release(0, [id - 10])
    expect(table.size).toBeLessThanOrEqual(10)
    expect(table.of(0, id)?.index).toBeLessThanOrEqual(10)
  }
})
