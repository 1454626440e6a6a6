import { describe, expect, it } from 'vitest'
import { FakeRun } from '../testing/fake-run.ts'
import { shownSpan, wholeSpan } from './plan-span.ts'

const [scenario] = new FakeRun().snapshots.get().scenarios
const ending = (...ends: readonly (number | undefined)[]) =>
  ends.flatMap((endsAt) => (scenario === undefined ? [] : [{ ...scenario, endsAt }]))

describe('the time that plans are shown over', () => {
  it('reaches to the last end, and on while what is in flight comes to its own', () => {
    expect(wholeSpan(ending(30_000, 95_000), 20_000)).toEqual({ from: 0, to: 95_000 })
    expect(wholeSpan(ending(30_000), 41_000)).toEqual({ from: 0, to: 41_000 })
  })

  it.each([
    [0, 60_000],
    [47_000, 60_000],
    [49_000, 120_000],
    [3_000_000, 7_200_000],
  ])('grows by large steps with an open end: at %i ms it is %i ms', (now, to) => {
    expect(wholeSpan(ending(undefined), now)).toEqual({ from: 0, to })
  })
})

describe('the part of it that is shown', () => {
  const whole = { from: 0, to: 80_000 }
  const part = (now: number, zoom: number, around?: number) => shownSpan(whole, now, { zoom, around })

  it('is all of it, or half, a quarter, … with now in its first half', () => {
    expect(part(30_000, 0)).toEqual(whole)
    expect(part(30_000, 1)).toEqual({ from: 20_000, to: 60_000 })
    expect(part(30_000, 3)).toEqual({ from: 27_500, to: 37_500 })
  })

  it('never leaves it', () => {
    expect(part(0, 1)).toEqual({ from: 0, to: 40_000 })
    expect(part(80_000, 1)).toEqual({ from: 40_000, to: 80_000 })
  })

  it('moves in steps, not with every frame', () => {
    expect(part(31_000, 1)).toEqual(part(34_000, 1))
  })

  it('stays where the operator looks', () => {
    expect(part(30_000, 2, 70_000)).toEqual({ from: 60_000, to: 80_000 })
  })
})
