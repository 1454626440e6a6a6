import { describe, expect, it } from 'vitest'
import type { Hold } from '../hold/hold.ts'
import { known, makeHold, makeUnloaded } from '../testing/make-hold.ts'
import { openFindings } from './open-findings.ts'

const unloaded = makeUnloaded(20, 22)
const find = (...holds: Hold[]): ReturnType<typeof openFindings> => openFindings(holds, unloaded)
const fell = (load: number, before: number, after: number): Hold =>
  makeHold(load, after, { fall: { after: 3, before: known(before), wasSaturated: true, owed: 100 } })

describe('what was too much once', () => {
  it('was not, when it is carried later for about as long: the target has grown, or the hold was too short', () => {
    const early = makeHold(320, 200, { seconds: 3 })
    const late = makeHold(400, 400, { seconds: 3 })
    expect(find(early, late)).toMatchObject({ hi: undefined, lo: { load: 400 }, shape: 'unknown' })
    expect(find(late, makeHold(320, 200, { seconds: 3 })).hi?.load).toBe(320)
  })

  it('was so nevertheless after a fall, and when it is carried only briefly', () => {
    expect(find(fell(320, 320, 200), makeHold(400, 400)).hi?.load).toBe(320)
    expect(find(makeHold(320, 200, { seconds: 12 }), makeHold(400, 400, { seconds: 3 })).hi?.load).toBe(320)
  })

  it('was so only as long as the target was cold', () => {
    const cold = makeHold(320, 200, { p50: 60 })
    expect(find(cold, makeHold(250, 250, { p50: 10 }))).toMatchObject({ hi: undefined, lo: { load: 250 } })
    expect(find(cold, makeHold(250, 250, { p50: 18 })).hi?.load).toBe(320)
    expect(find(makeHold(250, 250, { p50: 10 }), makeHold(320, 200, { p50: 60 })).hi?.load).toBe(320)
  })
})

describe('the plateau', () => {
  it('is not known while everything comes back', () => {
    expect(find(makeHold(100, 100), makeHold(200, 200))).toMatchObject({ shape: 'unknown', capacity: undefined })
  })

  it('may still rise after a single overload', () => {
    expect(find(makeHold(300, 300), makeHold(500, 400)).shape).toBe('rising')
  })

  it('is there when loads far apart bring the same', () => {
    const { shape, capacity, lo, hi } = find(makeHold(300, 300), makeHold(450, 400), makeHold(640, 400))
    expect(shape).toBe('flat')
    expect(capacity).toEqual({ value: 400, low: 396, high: 404 })
    expect([lo?.load, hi?.load]).toEqual([300, 450])
  })

  it('is the mean of all of it, not its luckiest hold', () => {
    const noisy = (load: number, goodput: number): Hold =>
      makeHold(load, goodput, { goodput: known(goodput, 8), plainError: 8 })
    const { capacity, peers } = find(makeHold(300, 300), noisy(450, 392), noisy(560, 420), noisy(700, 396))
    expect(peers).toHaveLength(3)
    expect(capacity?.value).toBeCloseTo(402.7, 0)
  })

  it('begins where throughput no longer grows, not where loss begins', () => {
    const { capacity, peers } = find(makeHold(160, 160), makeHold(320, 267), makeHold(416, 299), makeHold(541, 300))
    expect(peers.map(({ load }) => load)).toEqual([416, 541])
    expect(capacity?.value).toBeCloseTo(299.5)
  })

  it('counts holds of the same load as one', () => {
    const { saturated } = find(makeHold(300, 300), makeHold(450, 398), makeHold(451, 402), makeHold(640, 400))
    expect(saturated.map(({ seconds, goodput }) => [seconds, goodput.value])).toEqual([
      [12, 400],
      [6, 400],
    ])
  })
})

describe('a peak', () => {
  it('lies between what was carried and what was too much', () => {
    const { shape, capacity } = find(makeHold(390, 390), makeHold(410, 200), makeHold(640, 200))
    expect(shape).toBe('peak')
    expect(capacity?.low).toBeLessThanOrEqual(390)
    expect(capacity?.high).toBeGreaterThanOrEqual(410)
    expect(capacity?.value).toBeGreaterThanOrEqual(390)
    expect(capacity?.value).toBeLessThanOrEqual(410)
  })

  it('is found on the straight line back, when refusals cost work', () => {
    // G = (400 - 0.2 L) / 0.8 above 400.
    const { capacity } = find(makeHold(390, 390), makeHold(440, 390), makeHold(640, 340))
    expect(capacity?.value).toBeCloseTo(395, 0)
  })

  it('is told by the plateau that stood before the fall', () => {
    const { capacity } = find(makeHold(380, 380), fell(450, 400, 200), fell(640, 400, 200))
    expect(capacity?.value).toBeCloseTo(400)
  })
})

it('forgets an overload that a longer hold of more load has refuted', () => {
  const pause = makeHold(300, 280, { seconds: 3 })
  expect(find(pause, makeHold(310, 310, { seconds: 12 })).hi).toBeUndefined()
})

it('forgets no collapse: chance may decide', () => {
  expect(find(fell(300, 290, 100), makeHold(310, 310, { seconds: 12 })).hi?.load).toBe(300)
})

it('uses no hold that something else than the target held back', () => {
  expect(find(makeHold(300, 300), makeHold(600, 400, { limitedBy: 'generator' })).hi).toBeUndefined()
})

it('knows a rate limiter, whose full bucket carries more for a while', () => {
  const refused = (load: number): Hold => makeHold(load, 300, { errorShare: 1 - 300 / load, drift: 0 })
  const { shape, capacity, lo } = find(makeHold(200, 200), makeHold(360, 360), refused(420), refused(560))
  expect({ shape, lo: lo?.load }).toEqual({ shape: 'flat', lo: 200 })
  expect(capacity?.value).toBeCloseTo(300)
})
