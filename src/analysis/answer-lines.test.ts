import { describe, expect, it } from 'vitest'
import { answerLines, limitLine, toleranceLine } from './answer-lines.ts'
import type { Capacity } from './capacity.ts'
import { foundCapacity, foundLimit } from './testing/found-capacity.ts'

const texts = (changes: Partial<Capacity>): string[] =>
  answerLines({ ...foundCapacity, ...changes }).map(({ name, value, detail }) => `${name} | ${value} | ${detail}`)

describe('the answer in words', () => {
  it('has intervals, and how long was looked', () => {
    expect(texts({})).toEqual([
      'capacity | 402/s | 396 to 408 good iterations, held for up to 12 s',
      'saturation | 402/s | 396 to 408 arrivals, held for up to 12 s',
    ])
  })

  it('counts users where the load is users', () => {
    const users = { ...foundLimit, value: 48, low: 46, high: 50 }
    expect(texts({ model: 'closed', saturation: users })[1]).toBe(
      'saturation | 48 VUs | 46 to 50 users, held for up to 12 s',
    )
  })

  it('says at least, and nothing of nothing', () => {
    const least = { kind: 'at-least', value: 900, dwell: 8 } as const
    expect(texts({ capacity: least, saturation: { ...least, value: 0 } })).toEqual([
      'capacity | at least 900/s | held for up to 8 s',
      'saturation | - | held for up to 8 s',
    ])
  })

  it('names the kind of buckling, and how the target came back', () => {
    const [, , buckle, recovery] = texts({
      buckle: { kind: 'tripped', load: { ...foundLimit, value: 410 }, fell: { after: 3.2, at: 640 } },
      recovery: { load: 150, notAt: 340, after: 4, hysteresis: 0.63, isDegraded: true },
    })
    expect(buckle).toBe(
      'buckle | 410/s | 396 to 408, tripped: it does not come back at the load where it fell; at 640/s it fell after 3.2 s',
    )
    expect(recovery).toBe(
      'recovery | at 150/s | after 4 s, not at 340/s, hysteresis 63 %, degraded: less is carried now than before the overload',
    )
  })

  it('says how far it was looked where nothing buckled', () => {
    expect(texts({ buckle: { kind: 'none', upTo: 1200, dwell: 6 } })[2]).toBe(
      'buckle | none up to 1200/s | held for up to 6 s',
    )
  })

  it('has the load that keeps the service level, and the one that does not', () => {
    expect(texts({ sloLoad: { ...foundLimit, value: 320, high: 338, dwell: 5 } })[2]).toBe(
      'service level | 320/s | kept for 5 s, broken at 338/s',
    )
  })
})

it('says why no more is known', () => {
  expect(limitLine(foundCapacity)).toBeUndefined()
  expect(limitLine({ ...foundCapacity, limitedBy: 'generator' })).toContain('the generator could make no more load')
})

it('prints delta and epsilon, which change the answers', () => {
  expect(toleranceLine(foundCapacity)).toContain('2 % (delta)')
  expect(toleranceLine(foundCapacity)).toContain('10 % of capacity (epsilon)')
})
