import { describe, expect, it } from 'vitest'
import { lasting, makeTicks, type TickShape } from '../testing/make-ticks.ts'
import { HandHolds } from './hand-holds.ts'

let clock = 0
function spanOf(shape: TickShape, seconds = 5): ReturnType<typeof makeTicks> {
  const ticks = makeTicks(lasting(shape, seconds), 250, clock)
  clock += seconds * 1000
  return ticks
}

const holdsOf = (...shapes: TickShape[]): HandHolds => {
  const holds = new HandHolds({ model: 'open', inFlightCap: 1000 })
  for (const shape of shapes) holds.add(spanOf(shape))
  return holds
}

describe('holds by hand', () => {
  it('are judged by the fastest of them that lost nothing', () => {
    const { unloaded, records } = holdsOf(
      { load: 300, good: 300, p50: 30, p95: 40 },
      { load: 100, good: 100, p50: 20, p95: 22 },
      { load: 600, good: 400, p50: 5, p95: 6 },
    ).withPresent([])
    expect(unloaded).toMatchObject({ p50: 20, p95: 22 })
    expect(records.map(({ hold }) => hold.verdict)).toEqual(['sustained', 'sustained', 'saturated'])
  })

  it('take the one that goes on among them, once it is long enough', () => {
    const holds = holdsOf({ load: 100, good: 100 })
    const short = spanOf({ load: 200, good: 200 }, 1)
    expect(holds.withPresent(short).records).toHaveLength(1)
    expect(holds.withPresent([...short, ...spanOf({ load: 200, good: 200 }, 2)]).records).toHaveLength(2)
  })

  it('stay as they were judged, as long as nothing changes that they depend on', () => {
    const holds = holdsOf({ load: 100, good: 100 }, { load: 200, good: 200, p95: 30 })
    const before = holds.withPresent([]).records
    const after = holds.withPresent(spanOf({ load: 300, good: 300, p95: 21.9 })).records
    expect(after.slice(0, 2).map((record, index) => record === before[index])).toEqual([true, true])
    const faster = holds.withPresent(spanOf({ load: 20, good: 80, p50: 10, p95: 11 })).records
    expect(faster[0]).not.toBe(before[0])
  })

  it('are remembered when there are many, the oldest without being judged again', () => {
    const holds = new HandHolds({ model: 'open', inFlightCap: 1000 })
    for (let n = 0; n < 120; n += 1) {
      holds.add(spanOf({ load: 100 + n, good: 100 + n }))
      holds.withPresent([])
    }
    const { records } = holds.withPresent([])
    expect(records).toHaveLength(120)
    expect(records.map(({ hold }) => hold.load)).toEqual(Array.from({ length: 120 }, (_, n) => 100 + n))
  })
})
