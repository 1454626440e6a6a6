import { expect, it } from 'vitest'
import type { PerVuIterations } from '../config/scenario.ts'
import { countBelow } from '../schedule/stripe.ts'
import { planPerVuIterations } from './per-vu-iterations.ts'
import { stripeOfPlan } from './plan.ts'
import { base, segmentationOf, vuSteps } from './testing/golden.ts'

const config = (vus: number, iterations: number, maxDuration = 600_000): PerVuIterations => ({
  ...base,
  executor: 'per-vu-iterations',
  vus,
  iterations,
  maxDuration,
})

// VUs of each worker until the time is up, and the iterations they make: VUs * iterations each.
it.each([
  [1, 1, 600_000, ['1@0 0@600000'], [1]],
  [1, 20, 600_000, ['1@0 0@600000'], [20]],
  [10, 1, 600_000, ['10@0 0@600000'], [10]],
  [10, 20, 1000, ['10@0 0@1000'], [200]],
  [10, 20, 1000, ['5@0 0@1000', '5@0 0@1000'], [100, 100]],
  [3, 4, 1000, ['2@0 0@1000', '1@0 0@1000'], [8, 4]],
  [1, 5, 1000, ['1@0 0@1000', '0@0'], [5, 0]],
  [7, 3, 1000, ['3@0 0@1000', '2@0 0@1000', '2@0 0@1000'], [9, 6, 6]],
  [5, 2, 1500.5, ['2@0 0@1500.5', '1@0 0@1500.5', '1@0 0@1500.5', '1@0 0@1500.5'], [4, 2, 2, 2]],
  [1000, 1000, 3_600_000, ['500@0 0@3600000', '500@0 0@3600000'], [500_000, 500_000]],
])('lets each of %i VUs make %i iterations for at most %d ms', (vus, iterations, maxDuration, ...[steps, counts]) => {
  const plan = planPerVuIterations(config(vus, iterations, maxDuration))
  const whole = segmentationOf('0:1')
  const workers = steps.length
  expect(steps.map((_, worker) => vuSteps(plan, whole, worker, workers))).toEqual(steps)
  expect(plan.iterations).toEqual({ kind: 'per-vu', iterations })
  const share = (worker: number): number => countBelow(stripeOfPlan(plan, whole, { worker, workers }), vus) * iterations
  expect(counts.map((_, worker) => share(worker))).toEqual(counts)
})

it.each([
  ['0:1/2', undefined, 4, '2@0 0@600000'],
  ['0:1/2', undefined, 5, '3@0 0@600000'],
  ['1/2:1', undefined, 5, '2@0 0@600000'],
  ['0:1/3', undefined, 1, '0@0'],
  ['1/3:1', undefined, 1, '1@0 0@600000'],
  ['0:1/3', '0,1/3,2/3,1', 1, '1@0 0@600000'],
  ['1/3:2/3', '0,1/3,2/3,1', 1, '0@0'],
  ['1/3:2/3', '0,1/3,2/3,1', 2, '1@0 0@600000'],
  ['2/3:1', '0,1/3,2/3,1', 2, '0@0'],
  ['2/3:1', '0,1/3,2/3,1', 3, '1@0 0@600000'],
  ['0:0.3', '0,0.3,0.6,0.9,1', 10, '3@0 0@600000'],
])('gives segment %s of sequence %s of %i VUs its own', (segment, sequence, vus, expected) => {
  expect(vuSteps(planPerVuIterations(config(vus, 3)), segmentationOf(segment, sequence))).toBe(expected)
})
