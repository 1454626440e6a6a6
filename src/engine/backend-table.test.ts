import { expect, it } from 'vitest'
import { BackendTable } from './backend-table.ts'
import { SampleBook } from './metrics/sample-book.ts'
import { backendKey } from './metrics/backend-stats.ts'

const key = (backend: string): string => backendKey({ service: 'http://shop', backend })

function secondOf(counts: Readonly<Record<string, number>>): SampleBook {
  const book = new SampleBook()
  for (const [name, count] of Object.entries(counts)) {
    const stats = book.backend(key(name))
    for (let at = 0; at < count; at += 1) stats.durations.histogram.record(20)
    stats.stays.sum += count
  }
  return book
}

it('shows rates of the last seconds and counts of the run, and when each answered first and last', () => {
  const table = new BackendTable()
  const totals = new SampleBook()
  for (let at = 1; at <= 8; at += 1) {
    const book = secondOf(at <= 2 ? { a: 10, b: 10 } : { a: 30 })
    totals.merge(book)
    table.update(totals, [{ book, to: at * 1000, measured: 1000 }])
  }
  const [a, b] = table.views
  expect(a).toMatchObject({ name: 'a', rate: 30, answers: 200, stays: 200, firstAt: 1000, lastAt: 8000 })
  expect(b).toMatchObject({ name: 'b', rate: 0, answers: 20, firstAt: 1000, lastAt: 2000, failedShare: undefined })
})
