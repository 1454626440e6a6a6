import { expect, it } from 'vitest'
import type { SharedIterations } from '../config/scenario.ts'
import { instanceStripe } from '../schedule/segment.ts'
import { countBelow } from '../schedule/stripe.ts'
import { planSharedIterations } from './shared-iterations.ts'
import { base, segmentationOf, vuSteps } from './testing/golden.ts'

const config = (vus: number, iterations: number, maxDuration = 600_000): SharedIterations => ({
  ...base,
  executor: 'shared-iterations',
  vus,
  iterations,
  maxDuration,
})

// VUs of each worker until the time is up; the iterations are the instance's, its workers take them from one counter.
it.each([
  [1, 1, 600_000, ['1@0 0@600000']],
  [1, 100, 600_000, ['1@0 0@600000']],
  [10, 10, 600_000, ['10@0 0@600000']],
  [10, 25, 1000, ['10@0 0@1000']],
  [10, 25, 1000, ['5@0 0@1000', '5@0 0@1000']],
  [3, 10, 1000, ['2@0 0@1000', '1@0 0@1000']],
  [1, 10, 1000, ['1@0 0@1000', '0@0']],
  [2, 7, 1500.5, ['1@0 0@1500.5', '1@0 0@1500.5', '0@0']],
  [7, 1000, 60_000, ['3@0 0@60000', '2@0 0@60000', '2@0 0@60000']],
  [500, 1_000_000, 3_600_000, ['250@0 0@3600000', '250@0 0@3600000']],
])('lets %i VUs share %i iterations for at most %d ms', (vus, iterations, maxDuration, expected) => {
  const plan = planSharedIterations(config(vus, iterations, maxDuration))
  expect(expected.map((_, worker) => vuSteps(plan, segmentationOf('0:1'), worker, expected.length))).toEqual(expected)
  expect(plan.iterations).toEqual({ kind: 'shared', iterations })
})

it.each([
  ['0:1/2', undefined, 10, 5],
  ['0:1/2', undefined, 11, 6],
  ['1/2:1', undefined, 11, 5],
  ['0:1/3', '0,1/3,2/3,1', 50, 17],
  ['1/3:2/3', '0,1/3,2/3,1', 50, 17],
  ['2/3:1', '0,1/3,2/3,1', 50, 16],
  ['0:1/3', undefined, 50, 17],
  ['0:0.3', '0,0.3,0.6,0.9,1', 10, 3],
  ['0.9:1', '0,0.3,0.6,0.9,1', 3, 0],
  ['0.9:1', '0,0.3,0.6,0.9,1', 4, 1],
  ['20%', undefined, 1_000_000, 200_000],
])('gives segment %s of sequence %s of %i iterations %i', (segment, sequence, iterations, expected) => {
  expect(countBelow(instanceStripe(segmentationOf(segment, sequence)), iterations)).toBe(expected)
})
