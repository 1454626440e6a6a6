import { describe, expect, it } from 'vitest'
import { defaultOptions } from '../explorer/options.ts'
import { situationOf } from '../explorer/situation.ts'
import { toCapacity } from '../explorer/to-capacity.ts'
import type { Hold } from '../hold/hold.ts'
import type { LoadModel } from '../observation.ts'
import { known, makeHold, makeUnloaded } from '../testing/make-hold.ts'
import { gated } from './gate.ts'

function shown(holds: readonly Hold[], model: LoadModel = 'open', evidence = 50): string {
  const until = { kind: 'decided' } as const
  const records = holds.map((hold) => ({
    trial: {
      purpose: 'by-hand',
      load: hold.load,
      drain: false,
      least: 0,
      most: 1,
      count: 0,
      until,
      because: '',
    } as const,
    hold,
    recoveredAfter: undefined,
  }))
  const situation = situationOf({ options: { ...defaultOptions, model }, unloaded: makeUnloaded(20, 22), records })
  return gated(toCapacity(situation, undefined), evidence, situation).capacity.kind
}

const noisy = (load: number, goodput: number, se: number): Hold =>
  makeHold(load, goodput, { goodput: known(goodput, se), plainError: se })
const users = (load: number, goodput: number): Hold =>
  makeHold(load, goodput, { offered: goodput, verdict: 'undecided', count: 5000 })

describe('a plateau is shown', () => {
  it('when the holds carry it', () => {
    expect(shown([makeHold(300, 300), makeHold(450, 400), makeHold(640, 400)])).toBe('found')
  })

  it('not before the curve is bent beyond doubt', () => {
    expect(shown([makeHold(300, 300), makeHold(450, 400), makeHold(640, 400)], 'open', 3)).toBe('at-least')
  })

  it('not when its level is hardly known', () => {
    expect(shown([makeHold(300, 300), noisy(450, 400, 8), noisy(640, 400, 8)])).toBe('found')
    expect(shown([makeHold(300, 300), noisy(450, 400, 24), noisy(640, 400, 24)])).toBe('at-least')
  })

  it('not when a load far below the first overload brought as much: the target may have given way in between', () => {
    expect(shown([makeHold(340, 340), noisy(511, 330, 6), noisy(754, 332, 6)])).toBe('at-least')
    expect(shown([makeHold(340, 340), noisy(420, 330, 6), noisy(754, 332, 6)])).toBe('found')
  })

  it('not when one end of it is still on the ramp', () => {
    const ramp = [users(1, 10), users(10, 100), users(20, 200)]
    expect(shown([...ramp, users(40, 396), users(60, 400)], 'closed')).toBe('at-least')
    expect(shown([...ramp, users(40, 396), users(60, 400), users(80, 402)], 'closed')).toBe('found')
  })
})

describe('a peak is shown', () => {
  it('when it is closed in from both sides', () => {
    const long = { seconds: 15 }
    expect(shown([makeHold(380, 380, long), makeHold(420, 200)])).toBe('found')
    expect(shown([makeHold(380, 380, long), makeHold(470, 200)])).toBe('at-least')
  })

  it('in users: when the loads on either side are near', () => {
    const ramp = [users(1, 10), users(10, 100)]
    expect(shown([...ramp, users(24, 200), users(30, 210), users(36, 190), users(50, 150)], 'closed')).toBe('found')
    expect(shown([...ramp, users(20, 190), users(30, 210), users(50, 150)], 'closed')).toBe('at-least')
  })
})
