import { expect, it } from 'vitest'
import { countBelow, indexAt, nestedStripe, type Stripe, wholeStripe, workerStripe } from './stripe.ts'
import { stripeOf } from './striping.ts'

const stripe = (cycle: number, ...positions: number[]): Stripe => ({ cycle, positions: Int32Array.from(positions) })
const first = (share: Stripe, count: number): number[] => Array.from({ length: count }, (_, n) => indexAt(share, n))

it.each([
  ['the whole', wholeStripe, [0, 1, 2, 3, 4]],
  ['worker 0 of 3', workerStripe(wholeStripe, 0, 3), [0, 3, 6, 9, 12]],
  ['worker 2 of 3', workerStripe(wholeStripe, 2, 3), [2, 5, 8, 11, 14]],
  ['an uneven pattern', stripe(7, 1, 5), [1, 5, 8, 12, 15]],
  ['worker 1 of 2 inside it', workerStripe(stripe(7, 1, 5), 1, 2), [5, 12, 19, 26, 33]],
  ['worker 0 of 3 inside it', workerStripe(stripe(7, 1, 5), 0, 3), [1, 12, 22, 33, 43]],
  ['nothing', stripe(7), [Infinity, Infinity]],
  ['a part of nothing', nestedStripe(stripe(7), stripe(2, 0)), [Infinity]],
])('%s takes its own places', (_, share, places) => {
  expect(first(share, places.length)).toEqual(places)
})

it.each([
  [wholeStripe, 7, 7],
  [workerStripe(wholeStripe, 0, 3), 7, 3],
  [workerStripe(wholeStripe, 1, 3), 7, 2],
  [stripe(7, 1, 5), 0, 0],
  [stripe(7, 1, 5), 1, 0],
  [stripe(7, 1, 5), 2, 1],
  [stripe(7, 1, 5), 13, 4],
  [stripe(7), 100, 0],
  [stripe(7), Infinity, 0],
  [stripe(7, 3), Infinity, Infinity],
])('%j has of the first %d things %d', (share, total, count) => {
  expect(countBelow(share, total)).toBe(count)
})

it.each([
  [[1], 0, wholeStripe],
  [[5], 0, wholeStripe],
  [[2, 2], 1, stripe(2, 1)],
  [[1, 2], 0, stripe(3, 1)],
  [[1, 2], 1, stripe(3, 0, 2)],
  [[3, 0, 1], 2, stripe(4, 1)],
  [[3, 0, 1], 1, stripe(4)],
  [[0, 0], 0, stripe(1)],
])('deals the whole out by the weights %j: number %i', (weights, own, expected) => {
  expect(stripeOf(weights, own)).toEqual(expected)
})
