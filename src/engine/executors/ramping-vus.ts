import type { RampingVus } from '../config/scenario.ts'
import { rampingVus } from '../schedule/vu-steps.ts'
import type { VuPlan } from './plan.ts'

export const planRampingVus = (config: RampingVus): VuPlan => ({
  kind: 'vus',
  scenario: config.name,
  executor: config.executor,
  startTime: config.startTime,
  gracefulStop: config.gracefulStop,
  steps: rampingVus(config.startVUs, config.stages),
  iterations: { kind: 'none' },
  maxVUs: Infinity,
  gracefulRampDown: config.gracefulRampDown,
})
