import { expect, it } from 'vitest'
import { lossShare } from './erlang.ts'

/** The formula itself: a^c / c! over the sum of a^k / k!. */
function direct(places: number, erlangs: number): number {
  let [term, total] = [1, 1]
  for (let k = 1; k <= places; k += 1) {
    term *= erlangs / k
    total += term
  }
  return term / total
}

it('is the formula of Erlang for whole numbers of places', () => {
  for (const [places, erlangs] of [
    [1, 0.5],
    [8, 8],
    [8, 24],
    [64, 70],
  ] as const)
    expect(lossShare(places, erlangs)).toBeCloseTo(direct(places, erlangs), 10)
})

it('falls steadily between them', () => {
  const shares = [7, 7.25, 7.5, 7.75, 8].map((places) => lossShare(places, 9))
  expect(shares).toEqual(shares.toSorted((a, b) => b - a))
  expect(shares[2]).toBeCloseTo(Math.sqrt(direct(7, 9) * direct(8, 9)), 2)
})
