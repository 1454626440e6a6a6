import type { PerVuIterations } from '../config/scenario.ts'
import { constantVus } from '../schedule/vu-steps.ts'
import type { VuPlan } from './plan.ts'

export const planPerVuIterations = (config: PerVuIterations): VuPlan => ({
  kind: 'vus',
  scenario: config.name,
  executor: config.executor,
  startTime: config.startTime,
  gracefulStop: config.gracefulStop,
  steps: constantVus(config.vus, config.maxDuration),
  iterations: { kind: 'per-vu', iterations: config.iterations },
  maxVUs: Infinity,
  gracefulRampDown: config.gracefulStop,
})
