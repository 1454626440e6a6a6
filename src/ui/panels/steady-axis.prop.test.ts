import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RunSnapshot, Window } from '../../engine/api.ts'
import { columnSpans } from '../store/time-view.ts'
import { FakeRun } from '../testing/fake-run.ts'
import { textsOf } from '../testing/scene.ts'
import { latencyPanel } from './latency.ts'
import { throughputPanel } from './throughput.ts'

const run = new FakeRun()
run.advance(1)
const snapshot = run.snapshots.get()
const [first] = snapshot.windows
if (first === undefined) throw new Error('the run has a window')

/** Of a second in which nothing came back. */
const nothing: Window['latency'] = { count: 0, p50: undefined, p95: undefined, p99: undefined }

/** Rates and latencies of one second after the other, wild and calm. */
const seconds = fc.array(
  fc.record({ rate: fc.oneof(fc.nat(5000), fc.constant(0)), p99: fc.integer({ min: 1, max: 9000 }) }),
  {
    minLength: 6,
    maxLength: 80,
  },
)

const windowsOf = (list: readonly { readonly rate: number; readonly p99: number }[]): readonly Window[] =>
  list.map(({ rate, p99 }, second) => ({
    ...first,
    from: second * 1000,
    to: (second + 1) * 1000,
    offered: rate,
    achieved: rate,
    good: rate,
    latency: rate === 0 ? nothing : { count: rate, p50: p99 / 2, p95: p99 * 0.9, p99 },
  }))

/** The topmost label of the value axis. */
function topOf(rows: readonly string[]): number {
  const label = rows.map((row) => /^│ *([\d,.]+) ┤/.exec(row)?.[1]).find((text) => text !== undefined)
  return Number(label?.replaceAll(',', ''))
}

const size = { columns: 60, rows: 12 }

it.each([
  ['throughput', throughputPanel],
  ['latency', latencyPanel],
])('the axis of the %s chart does not fall within 5 s after it rose', (_, panel) => {
  fc.assert(
    fc.property(seconds, fc.constantFrom(...columnSpans), (list, columnMs) => {
      const all = windowsOf(list)
      const tops = all.map((_, last) => {
        const seen: RunSnapshot = { ...snapshot, windows: all.slice(0, last + 1) }
        return topOf(textsOf(panel(seen, { columnMs, until: undefined }, size)))
      })
      const fallen = tops.filter((top, second) => {
        const hasRisen = top > (tops[second - 1] ?? top)
        return hasRisen && Math.min(...tops.slice(second, second + 5)) < top
      })
      expect(fallen).toEqual([])
    }),
    { numRuns: 30 },
  )
})
