import type { ConstantVus } from '../config/scenario.ts'
import { constantVus } from '../schedule/vu-steps.ts'
import type { VuPlan } from './plan.ts'

export const planConstantVus = (config: ConstantVus): VuPlan => ({
  kind: 'vus',
  scenario: config.name,
  executor: config.executor,
  startTime: config.startTime,
  gracefulStop: config.gracefulStop,
  steps: constantVus(config.vus, config.duration),
  iterations: { kind: 'none' },
  maxVUs: Infinity,
  gracefulRampDown: config.gracefulStop,
})
