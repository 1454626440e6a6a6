import { describe, expect, it } from 'vitest'
import { presentOf } from './present.ts'
import { lasting, makeTicks, type TickShape } from './testing/make-ticks.ts'
import { makeUnloaded } from './testing/make-hold.ts'

const unloaded = makeUnloaded(20, 22)
const present = (shape: TickShape, seconds: number): ReturnType<typeof presentOf> => {
  const ticks = makeTicks(lasting(shape, seconds))
  return presentOf({ ticks }, ticks.at(-1), unloaded)
}

describe('the load that is held now', () => {
  it('is long enough after settling, 1.5 s and 200 iterations', () => {
    expect(present({ load: 400, good: 400 }, 2)).toEqual({ kind: 'held' })
    expect(present({ load: 400, good: 400 }, 1)).toEqual({ kind: 'too-short', missingSeconds: 1 })
    expect(present({ load: 20, good: 20 }, 2.5)).toEqual({ kind: 'too-short', missingSeconds: 8 })
  })

  it('says nothing while nothing comes back', () => {
    expect(present({ load: 400, good: 0 }, 5)).toEqual({ kind: 'too-short', missingSeconds: undefined })
    expect(presentOf({ ticks: [] }, undefined, undefined)).toEqual({ kind: 'too-short', missingSeconds: undefined })
  })

  it('is none while the run is paused', () => {
    const [tick] = makeTicks([{ load: 100, good: 0, pausedFor: 250 }])
    expect(presentOf({ ticks: [] }, tick, unloaded)).toEqual({ kind: 'paused' })
  })
})
