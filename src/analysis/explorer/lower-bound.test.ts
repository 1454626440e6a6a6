import { describe, expect, it } from 'vitest'
import type { Hold } from '../hold/hold.ts'
import { known, makeHold, makeUnloaded } from '../testing/make-hold.ts'
import { type LowerBound, lowerBoundOf } from './lower-bound.ts'
import { defaultOptions } from './options.ts'
import { situationOf } from './situation.ts'

function boundOf(holds: readonly Hold[], model: 'open' | 'closed' = 'open'): LowerBound {
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
  return lowerBoundOf(situationOf({ options: { ...defaultOptions, model }, unloaded: makeUnloaded(20, 22), records }))
}

const noisy = (load: number, goodput: number, se: number, details: Partial<Hold> = {}): Hold =>
  makeHold(load, goodput, { goodput: known(goodput, se), plainError: se, ...details })
const users = (load: number, goodput: number, p50: number): Hold =>
  noisy(load, goodput, 5, { offered: goodput, verdict: 'undecided', p50, count: 5000 })

describe('at least is', () => {
  it('what was carried with ease', () => {
    expect(boundOf([makeHold(200, 200), makeHold(300, 300)])).toEqual({ goodput: 300, load: 300, dwell: 6.5 })
  })

  it('never more than was asked for, however many arrived by chance', () => {
    expect(boundOf([noisy(300, 304, 4)])).toMatchObject({ goodput: 300, load: 300 })
  })

  it('less than what a target that felt the load brought by chance', () => {
    const bound = boundOf([makeHold(200, 200), noisy(300, 299, 10, { p50: 40 })])
    expect(bound.goodput).toBeCloseTo(299 - 20)
    expect(bound.load).toBeCloseTo(299 - 20)
  })

  it('less than what was held too briefly', () => {
    expect(boundOf([noisy(300, 300, 5, { seconds: 2 })]).goodput).toBeCloseTo(290)
  })

  it('the lower end of what overloads brought together, not the luckiest of them', () => {
    const bound = boundOf([makeHold(200, 200), noisy(500, 390, 6), noisy(560, 410, 6)])
    expect(bound.goodput).toBeLessThan(395)
    expect(bound.goodput).toBeGreaterThan(380)
  })

  it('no better known than the overloads are together: one of them missed the pause', () => {
    const without = boundOf([noisy(600, 420, 0.5)]).goodput
    const bound = boundOf([noisy(450, 350, 30), noisy(500, 380, 30), noisy(600, 420, 0.5)])
    expect(without).toBeGreaterThan(410)
    expect(bound.goodput).toBeLessThan(370)
  })

  it('not what a bucket carried on credit', () => {
    const refused = makeHold(450, 300, { errorShare: 0.33, drift: 0 })
    expect(boundOf([makeHold(200, 200), makeHold(380, 380), refused]).goodput).toBeCloseTo(297)
  })

  it('what was carried where the target collapses and refuses', () => {
    const collapsed = makeHold(450, 100, { errorShare: 0.78, drift: 0 })
    expect(boundOf([makeHold(380, 380), collapsed])).toMatchObject({ goodput: 380, load: 380 })
  })
})

it('in users: as many as would bring that much if nobody waited', () => {
  const bound = boundOf([users(1, 10, 20), users(10, 100, 20), users(30, 260, 26)], 'closed')
  expect(bound.goodput).toBeCloseTo(250)
  expect(bound.load).toBeCloseTo(25, 0)
})
