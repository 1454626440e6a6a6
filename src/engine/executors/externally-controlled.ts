import type { ExternallyControlled } from '../config/scenario.ts'
import { constantVus } from '../schedule/vu-steps.ts'
import type { VuPlan } from './plan.ts'

/** As k6 v1 had it, a duration of 0 means until stopped. */
export const planExternallyControlled = (config: ExternallyControlled): VuPlan => ({
  kind: 'vus',
  scenario: config.name,
  executor: config.executor,
  startTime: config.startTime,
  gracefulStop: config.gracefulStop,
  steps: constantVus(config.vus, config.duration === 0 ? Infinity : config.duration),
  iterations: { kind: 'none' },
  maxVUs: config.maxVUs,
  gracefulRampDown: config.gracefulStop,
})
