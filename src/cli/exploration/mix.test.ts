import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FakeRun, type FakeScenario } from '../../ui/testing/fake-run.ts'
import { commandsFor, mixOf, wholeParts } from './mix.ts'

const open = (name: string, load: number): FakeScenario => ({ name, model: 'open', load })
const closed = (name: string, load: number): FakeScenario => ({ name, model: 'closed', load })
const mix = (...scenarios: FakeScenario[]): ReturnType<typeof mixOf> =>
  mixOf(new FakeRun({ scenarios }).snapshots.get())

describe('a mix', () => {
  it('keeps the proportions in which the scenarios are loaded', () => {
    const found = mix(open('browse', 30), open('buy', 10))
    expect(found.ok && commandsFor(found.value, 200)).toEqual([
      { type: 'set-rate', scenario: 'browse', rate: 150 },
      { type: 'set-rate', scenario: 'buy', rate: 50 },
    ])
  })

  it('is of the open scenarios, as arrivals and VUs do not add up', () => {
    const found = mix(open('browse', 30), closed('watch', 5))
    expect(found.ok && found.value.parts).toEqual([{ scenario: 'browse', share: 1 }])
  })

  it('gives whole VUs to the closed ones', () => {
    const found = mix(closed('a', 2), closed('b', 1))
    expect(found.ok && commandsFor(found.value, 10)).toEqual([
      { type: 'set-vus', scenario: 'a', vus: 7 },
      { type: 'set-vus', scenario: 'b', vus: 3 },
    ])
  })

  it('keeps proportions that are given, whatever whole VUs have made of them', () => {
    const { snapshots } = new FakeRun({ scenarios: [closed('a', 1), closed('b', 1)] })
    const shares = new Map([
      ['a', 0.75],
      ['b', 0.25],
    ])
    const found = mixOf(snapshots.get(), shares)
    expect(found.ok && found.value.parts.map(({ share }) => share)).toEqual([0.75, 0.25])
  })

  it('shares equally where nothing is loaded yet', () => {
    const found = mix(open('a', 0), open('b', 0))
    expect(found.ok && found.value.parts.map(({ share }) => share)).toEqual([0.5, 0.5])
  })

  it('is refused where there is nothing to scale', () => {
    expect(mix()).toEqual({ ok: false, problems: ['no scenario goes on'] })
  })
})

it('loses and adds no VU in making whole ones', () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(weights, fc.nat(5000), (list, total) => {
      const all = list.reduce((sum, weight) => sum + weight, 0)
      const shares = list.map((weight) => weight / all)
      const parts = wholeParts(shares, total)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total)
      for (const [index, part] of parts.entries()) expect(Math.abs(part - (shares[index] ?? 0) * total)).toBeLessThan(1)
    }),
  )
})
