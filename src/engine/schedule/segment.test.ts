import { expect, it } from 'vitest'
import { equalStripe, instanceStripe, parseSegmentation, type Segmentation, stripeByVus, wholeTest } from './segment.ts'
import { countBelow, indexAt, type Stripe } from './stripe.ts'

const alone = { worker: 0, workers: 1 }

function segmentation(segment: string | undefined, sequence?: string): Segmentation {
  const result = parseSegmentation(segment, sequence)
  if (!result.ok) throw new Error(result.problems.join())
  return result.value
}

const first = (stripe: Stripe, count: number): number[] => Array.from({ length: count }, (_, n) => indexAt(stripe, n))

it.each([
  ['0:1', undefined, [1], 0],
  [undefined, undefined, [1], 0],
  ['1/2:3/4', undefined, [2, 1, 1], 1],
  ['75%', undefined, [3, 1], 0],
  ['0:1/3', '0,1/3,2/3,1', [1, 1, 1], 0],
  ['1/3:2/3', '0,1/3,2/3', [1, 1, 1], 1],
  ['0:1/3', '0,1/3,5/6', [2, 3, 1], 0],
  ['1/3:4/7', '0,1/3,4/7', [7, 5, 9], 1],
])('reads segment %s of sequence %s', (segment, sequence, weights, own) => {
  expect(segmentation(segment, sequence)).toEqual({ weights, own })
})

it.each([
  ['1:0', undefined, 'executionSegment must begin before it ends'],
  ['0:1', '0,x', 'executionSegmentSequence must be at least two shares'],
  ['0:1/2', '0,1/3,1', 'executionSegment 0:1/2 is not in executionSegmentSequence 0,1/3,1'],
  ['0:0.12345678', undefined, 'needs a common denominator of at most 1000000, use fractions such as 1/3'],
])('refuses segment %s of sequence %s', (segment, sequence, problem) => {
  expect(parseSegmentation(segment, sequence)).toEqual({ ok: false, problems: [expect.stringContaining(problem)] })
})

// Starts, offsets and cycles as k6's own tests have them.
it.each([
  ['0:0.3', '0,0.3,0.5,0.6,0.7,0.8,0.9,1', [0, 4, 7], 10],
  ['0.3:0.5', '0,0.3,0.5,0.6,0.7,0.8,0.9,1', [1, 5], 10],
  ['0.5:0.6', '0,0.3,0.5,0.6,0.7,0.8,0.9,1', [2], 10],
  ['0.6:0.7', '0,0.3,0.5,0.6,0.7,0.8,0.9,1', [3], 10],
  ['0.8:0.9', '0,0.3,0.5,0.6,0.7,0.8,0.9,1', [8], 10],
  ['0.9:1', '0,0.3,0.5,0.6,0.7,0.8,0.9,1', [9], 10],
  ['0:0.2', '0,0.2,0.5,0.6,0.7,0.8,0.9,1', [1, 5], 10],
  ['0:0.2', '0,0.2,0.5', [3, 9], 10],
  ['0.2:0.5', '0,0.2,0.5', [1, 5, 7], 10],
  ['0:2/5', '0,2/5,4/5', [0, 3], 5],
  ['2/5:4/5', '0,2/5,4/5', [1, 4], 5],
  ['0:0.2', undefined, [1], 5],
  ['0:0.4', undefined, [1, 3], 5],
  ['2/5:4/5', undefined, [1, 4], 5],
  ['1/10:5/10', undefined, [1, 3, 5, 9], 10],
])('gives segment %s of sequence %s the places %j of every %i', (segment, sequence, positions, cycle) => {
  expect(instanceStripe(segmentation(segment, sequence))).toEqual({ cycle, positions: Int32Array.from(positions) })
})

it.each([
  ['0:0.5', undefined, 3, 2],
  ['0.5:1', undefined, 3, 1],
  ['0:7/20', '0,7/20,7/10,1', 50, 18],
  ['0:1/3', '0,1/3,2/3,1', 50, 17],
  ['1/3:2/3', '0,1/3,2/3,1', 50, 17],
  ['2/3:1', '0,1/3,2/3,1', 50, 16],
  ['2/3:1', '0,1/3,2/3,1', 2, 0],
])('gives segment %s of sequence %s of %i VUs %i', (segment, sequence, total, share) => {
  expect(countBelow(instanceStripe(segmentation(segment, sequence)), total)).toBe(share)
})

// k6's arrival-rate executors at 50/s with maxVUs 20, in 20 ms steps: the arrivals are shared as the VUs are.
it.each([
  ['0:1/3', undefined, [1, 3, 6, 9, 12, 15, 18, 21]],
  ['1/3:2/3', undefined, [1, 4, 7, 10, 13, 16, 19, 21]],
  ['1/6:3/6', undefined, [1, 3, 7, 9, 13, 15, 19, 21]],
  ['0:1/3', '0,1/3,2/3,1', [0, 3, 6, 9, 12, 15, 18, 20]],
  ['1/3:2/3', '0,1/3,2/3,1', [1, 4, 7, 10, 13, 16, 19, 21]],
  ['2/3:1', '0,1/3,2/3,1', [2, 5, 8, 11, 14, 17, 22]],
])('shares the arrivals of segment %s of sequence %s by its VUs', (segment, sequence, places) => {
  expect(first(stripeByVus(segmentation(segment, sequence), alone, 20), places.length)).toEqual(places)
})

it.each([
  ['equal VUs', 10, 0, [0, 2, 4]],
  ['equal VUs', 10, 1, [1, 3, 5]],
  ['one VU for two workers', 1, 0, [0, 1, 2]],
  ['one VU for two workers', 1, 1, [Infinity]],
  ['three VUs for two workers', 3, 0, [0, 2, 3, 5]],
  ['three VUs for two workers', 3, 1, [1, 4, 7]],
  ['no VUs at all: every arrival is somebody’s to drop', 0, 1, [1, 3, 5]],
  ['more VUs than a pattern could hold', 2_000_001, 1, [1, 3, 5]],
])('gives arrivals to those who have VUs: %s', (_, maxVUs, worker, places) => {
  expect(first(stripeByVus(wholeTest, { worker, workers: 2 }, maxVUs), places.length)).toEqual(places)
})

it('makes of the whole and equal workers the arithmetic k, k + n, k + 2n', () => {
  expect(first(equalStripe(wholeTest, { worker: 3, workers: 4 }), 3)).toEqual([3, 7, 11])
})
