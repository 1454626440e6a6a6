import type { Millis, PerSecond } from '../../base/units.ts'

/** What every executor shares. Field names and defaults are k6's; times are milliseconds; `Infinity` = open end (explore). */
export interface ScenarioBase {
  readonly name: string
  readonly startTime: Millis
  readonly gracefulStop: Millis
  /** Name of the exported function an iteration calls. */
  readonly exec: string
  readonly env: Readonly<Record<string, string>>
  readonly tags: Readonly<Record<string, string>>
}

export interface Stage {
  readonly duration: Millis
  /** VUs, or arrivals per time unit. */
  readonly target: number
}

export interface ConstantVus extends ScenarioBase {
  readonly executor: 'constant-vus'
  readonly vus: number
  readonly duration: Millis
}

export interface RampingVus extends ScenarioBase {
  readonly executor: 'ramping-vus'
  readonly startVUs: number
  readonly stages: readonly Stage[]
  readonly gracefulRampDown: Millis
}

export interface SharedIterations extends ScenarioBase {
  readonly executor: 'shared-iterations'
  readonly vus: number
  readonly iterations: number
  readonly maxDuration: Millis
}

export interface PerVuIterations extends ScenarioBase {
  readonly executor: 'per-vu-iterations'
  readonly vus: number
  /** For each VU. */
  readonly iterations: number
  readonly maxDuration: Millis
}

/** Even spacing is k6's; Poisson is ours. */
export type ArrivalProcess = { readonly kind: 'even' } | { readonly kind: 'poisson'; readonly seed: number }

export interface ArrivalBase extends ScenarioBase {
  readonly timeUnit: Millis
  readonly preAllocatedVUs: number
  readonly maxVUs: number
  readonly arrival: ArrivalProcess
}

export interface ConstantArrivalRate extends ArrivalBase {
  readonly executor: 'constant-arrival-rate'
  /** Iterations per `timeUnit`; fractions are allowed (k6 takes integers only). */
  readonly rate: number
  readonly duration: Millis
}

export interface RampingArrivalRate extends ArrivalBase {
  readonly executor: 'ramping-arrival-rate'
  readonly startRate: number
  readonly stages: readonly Stage[]
}

/** As in k6 v1: VUs only change from outside. */
export interface ExternallyControlled extends ScenarioBase {
  readonly executor: 'externally-controlled'
  readonly vus: number
  readonly maxVUs: number
  readonly duration: Millis
}

export type ScenarioConfig =
  | ConstantVus
  | RampingVus
  | SharedIterations
  | PerVuIterations
  | ConstantArrivalRate
  | RampingArrivalRate
  | ExternallyControlled

export type ExecutorName = ScenarioConfig['executor']

/** Open model: arrivals do not wait for answers. Closed model: a VU starts anew when its iteration ended. */
export type LoadModel = 'open' | 'closed'

export const modelOf = (executor: ExecutorName): LoadModel =>
  executor === 'constant-arrival-rate' || executor === 'ramping-arrival-rate' ? 'open' : 'closed'

export const perSecond = (rate: number, timeUnit: Millis): PerSecond => (rate * 1000) / timeUnit

/** Ticks tell of the open scenarios together, or of the closed ones where none is open, as the two kinds of load do not add up. */
export function toldByTicks(scenarios: readonly ScenarioConfig[]): ReadonlySet<string> {
  const open = scenarios.filter(({ executor }) => modelOf(executor) === 'open')
  return new Set((open.length > 0 ? open : scenarios).map(({ name }) => name))
}
