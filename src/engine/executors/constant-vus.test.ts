import { expect, it } from 'vitest'
import type { ConstantVus } from '../config/scenario.ts'
import { planConstantVus } from './constant-vus.ts'
import { planEnd } from './plan.ts'
import { base, segmentationOf, vuSteps } from './testing/golden.ts'

const config = (vus: number, duration: number): ConstantVus => ({ ...base, executor: 'constant-vus', vus, duration })

it.each([
  [1, 1000, 1, ['1@0 0@1000']],
  [10, 30_000, 1, ['10@0 0@30000']],
  [10, 30_000, 2, ['5@0 0@30000', '5@0 0@30000']],
  [1, 5000, 2, ['1@0 0@5000', '0@0']],
  [2, 5000, 2, ['1@0 0@5000', '1@0 0@5000']],
  [3, 5000, 2, ['2@0 0@5000', '1@0 0@5000']],
  [7, 5000, 3, ['3@0 0@5000', '2@0 0@5000', '2@0 0@5000']],
  [8, 5000, 3, ['3@0 0@5000', '3@0 0@5000', '2@0 0@5000']],
  [1, 5000, 4, ['1@0 0@5000', '0@0', '0@0', '0@0']],
  [5, 1234.5, 1, ['5@0 0@1234.5']],
  [10_000, 60_000, 1, ['10000@0 0@60000']],
  [10_001, 60_000, 2, ['5001@0 0@60000', '5000@0 0@60000']],
  [100, 86_400_000, 1, ['100@0 0@86400000']],
  [4, Infinity, 1, ['4@0']],
  [5, Infinity, 2, ['3@0', '2@0']],
])('keeps %i VUs for %d ms on %i workers', (vus, duration, workers, expected) => {
  const plan = planConstantVus(config(vus, duration))
  expect(expected.map((_, worker) => vuSteps(plan, segmentationOf('0:1'), worker, workers))).toEqual(expected)
  expect(planEnd(plan)).toBe(duration)
})

it.each([
  ['0:1/3', undefined, '17@0 0@1000'],
  ['1/3:2/3', '0,1/3,2/3,1', '17@0 0@1000'],
  ['2/3:1', '0,1/3,2/3,1', '16@0 0@1000'],
  ['0:1/2', undefined, '25@0 0@1000'],
  ['0:7/20', '0,7/20,7/10,1', '18@0 0@1000'],
  ['99%:1', undefined, '1@0 0@1000'],
  ['99%:1', '0,50%,99%,1', '0@0'],
])('gives segment %s of sequence %s its share of 50 VUs', (segment, sequence, expected) => {
  expect(vuSteps(planConstantVus(config(50, 1000)), segmentationOf(segment, sequence))).toBe(expected)
})
