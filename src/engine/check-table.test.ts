import { expect, it } from 'vitest'
import { CheckTable } from './check-table.ts'
import { checkKey } from './metrics/sample-book.ts'
import { RateSink } from './metrics/sink.ts'

/** Passes and fails by group and check, as one second had them. */
type Second = Readonly<Record<string, readonly [passes: number, fails: number]>>

function play(...seconds: readonly Second[]) {
  const table = new CheckTable()
  const totals = new Map<string, RateSink>()
  const lists = seconds.map((second, index) => {
    const checks = new Map(Object.entries(second).map(([key, counts]) => [keyOf(key), sinkOf(counts)]))
    for (const [key, sink] of checks) totals.set(key, sumOf(totals.get(key), sink))
    table.update({ checks: totals }, [{ to: (index + 1) * 1000, book: { checks } }])
    return table.views
  })
  return { table, lists }
}

/** `::shop status is 200` is a check in a group, `status is 200` one outside. */
function keyOf(text: string): string {
  const [, group = '', check = ''] = /^(::\S+ )?(.*)$/.exec(text) ?? []
  return checkKey(group.trim(), check)
}

function sinkOf([passes, fails]: readonly [number, number]): RateSink {
  const sink = new RateSink()
  sink.passes = passes
  sink.total = passes + fails
  return sink
}

function sumOf(before: RateSink | undefined, more: RateSink): RateSink {
  const sum = new RateSink()
  if (before !== undefined) sum.merge(before)
  sum.merge(more)
  return sum
}

it('counts passes and fails of every check, and knows when it last failed', () => {
  const { table } = play({ ok: [3, 0], '::shop ok': [1, 2] }, { ok: [1, 1] }, { ok: [1, 0] })
  expect(table.views).toEqual([
    { group: '', name: 'ok', passes: 5, fails: 1, failedAt: 2000 },
    { group: '::shop', name: 'ok', passes: 1, fails: 2, failedAt: 1000 },
  ])
})

it('keeps the identity of what did not change', () => {
  const { lists } = play({ a: [1, 0], b: [1, 0] }, {}, { b: [1, 0] })
  expect(lists[1]).toBe(lists[0])
  expect(lists[2]?.[0]).toBe(lists[0]?.[0])
  expect(lists[2]?.[1]).not.toBe(lists[0]?.[1])
})

it('has one row for all beyond the first 999', () => {
  const second = Object.fromEntries(Array.from({ length: 1005 }, (_, index) => [`check ${index}`, [1, 1] as const]))
  const { views } = play(second).table
  expect(views).toHaveLength(1000)
  expect(views.at(-1)).toEqual({ group: '', name: '(other checks)', passes: 6, fails: 6, failedAt: 1000 })
})
