import type { SharedIterations } from '../config/scenario.ts'
import { constantVus } from '../schedule/vu-steps.ts'
import type { VuPlan } from './plan.ts'

export const planSharedIterations = (config: SharedIterations): VuPlan => ({
  kind: 'vus',
  scenario: config.name,
  executor: config.executor,
  startTime: config.startTime,
  gracefulStop: config.gracefulStop,
  steps: constantVus(config.vus, config.maxDuration),
  iterations: { kind: 'shared', iterations: config.iterations },
  maxVUs: Infinity,
  gracefulRampDown: config.gracefulStop,
})
