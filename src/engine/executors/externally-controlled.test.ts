import { expect, it } from 'vitest'
import type { ExternallyControlled } from '../config/scenario.ts'
import { withVus } from '../schedule/vu-steps.ts'
import { planExternallyControlled } from './externally-controlled.ts'
import type { VuPlan } from './plan.ts'
import { base, segmentationOf, vuSteps } from './testing/golden.ts'

const config = (vus: number, maxVUs: number, duration: number): ExternallyControlled => ({
  ...base,
  executor: 'externally-controlled',
  vus,
  maxVUs,
  duration,
})

it.each([
  [1, 1, 1000, '1@0 0@1000'],
  [0, 10, 1000, '0@0'],
  [5, 10, 60_000, '5@0 0@60000'],
  [10, 10, 60_000, '10@0 0@60000'],
  [5, 10, 0, '5@0'],
  [0, 0, 0, '0@0'],
  [3, 300, 1500.5, '3@0 0@1500.5'],
])('starts with %i of %i VUs for %d ms', (vus, maxVUs, duration, expected) => {
  const plan = planExternallyControlled(config(vus, maxVUs, duration))
  expect(vuSteps(plan, segmentationOf('0:1'))).toBe(expected)
  expect(plan.maxVUs).toBe(maxVUs)
})

/** `4@1000` = 4 VUs from 1000 ms, `4@1000+500` = reached 500 ms later. */
function commanded(plan: VuPlan, commands: string): VuPlan {
  let steps = plan.steps
  for (const command of commands.split(' ')) {
    const [vus = 0, at = 0, rampMs = 0] = command.split(/[@+]/).map(Number)
    steps = withVus(steps, { at, vus, rampMs })
  }
  return { ...plan, steps }
}

it.each([
  ['8@1000', 1, ['5@0 8@1000 0@10000']],
  ['0@1000', 1, ['5@0 0@1000']],
  ['0@1000 5@2000', 1, ['5@0 0@1000 5@2000 0@10000']],
  ['9@1000 1@1000', 1, ['5@0 1@1000 0@10000']],
  ['5@1000', 1, ['5@0 0@10000']],
  ['7@0', 1, ['7@0 0@10000']],
  ['7@10000', 1, ['5@0 0@10000']],
  ['7@9999', 1, ['5@0 7@9999 0@10000']],
  ['9@1000+2000', 1, ['5@0 6@1500 7@2000 8@2500 9@3000 0@10000']],
  ['1@1000+2000', 1, ['5@0 4@1500 3@2000 2@2500 1@3000 0@10000']],
  ['9@1000+2000 5@2100', 1, ['5@0 6@1500 7@2000 5@2100 0@10000']],
  ['9@1000+2000 1@2250+600', 1, ['5@0 6@1500 7@2000 6@2350 5@2450 4@2550 3@2650 2@2750 1@2850 0@10000']],
  ['10@9500+1000', 1, ['5@0 6@9700 7@9900 0@10000']],
  ['8@1000', 2, ['3@0 4@1000 0@10000', '2@0 4@1000 0@10000']],
  ['9@1000 4@2000', 2, ['3@0 5@1000 2@2000 0@10000', '2@0 4@1000 2@2000 0@10000']],
])('follows %s from 5 VUs on %i workers', (commands, workers, expected) => {
  const plan = commanded(planExternallyControlled(config(5, 10, 10_000)), commands)
  expect(expected.map((_, worker) => vuSteps(plan, segmentationOf('0:1'), worker, workers))).toEqual(expected)
})
