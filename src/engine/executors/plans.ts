import type { ExecutorName, ScenarioConfig } from '../config/scenario.ts'
import { planConstantArrivalRate } from './constant-arrival-rate.ts'
import { planConstantVus } from './constant-vus.ts'
import { planExternallyControlled } from './externally-controlled.ts'
import { planPerVuIterations } from './per-vu-iterations.ts'
import type { Plan } from './plan.ts'
import { planRampingArrivalRate } from './ramping-arrival-rate.ts'
import { planRampingVus } from './ramping-vus.ts'
import { planSharedIterations } from './shared-iterations.ts'

type ConfigOf<Name extends ExecutorName> = Extract<ScenarioConfig, { readonly executor: Name }>

/** How each executor's configuration becomes a plan. */
export const planners: { readonly [Name in ExecutorName]: (config: ConfigOf<Name>) => Plan } = {
  'constant-vus': planConstantVus,
  'ramping-vus': planRampingVus,
  'shared-iterations': planSharedIterations,
  'per-vu-iterations': planPerVuIterations,
  'constant-arrival-rate': planConstantArrivalRate,
  'ramping-arrival-rate': planRampingArrivalRate,
  'externally-controlled': planExternallyControlled,
}

export const planOf = <Name extends ExecutorName>(config: ConfigOf<Name>): Plan => planners[config.executor](config)
