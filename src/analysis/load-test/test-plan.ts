import type { Millis, PerSecond, Share } from '../../base/units.ts'
import type { LoadModel } from '../observation.ts'

/** The kinds of test there are; each asks one question of the target. */
export const profileNames = ['smoke', 'load', 'stress', 'soak', 'spike', 'peak', 'breakpoint'] as const
export type ProfileName = (typeof profileNames)[number]

/**
 * What a stretch of a test is for. `ramp`: on the way to somewhere. `steady`: the conditions are to hold. `overload`: more than the
 * target is made for; it has to stay up. `recovery`: the load is back, and so should the service be. `climb`: until something gives way.
 */
export type ZoneKind = 'ramp' | 'steady' | 'overload' | 'recovery' | 'climb'

export interface Zone {
  readonly kind: ZoneKind
  readonly from: Millis
  readonly to: Millis
  /** The load at its begin and at its end, as multiples of the target load. */
  readonly begin: number
  readonly end: number
}

/** What one workload has to come to at the target load. */
export interface WorkloadGoal {
  /** The name of its scenario. */
  readonly name: string
  readonly tps: PerSecond
  /** The mean response time is not to be above it. */
  readonly responseTarget: Millis
}

/** What has to hold beside the goals of the workloads. */
export interface TestConditions {
  /** Of the transactions, at least so many without a failure. */
  readonly success: Share
  /** Of the target's CPU, where that is known. */
  readonly cpu: Share
}

/** A test as it is planned. Times are on the run's clock, pauses left out. */
export interface TestPlan {
  /** Undefined: a workload model as it stands, without a ramp. */
  readonly profile: ProfileName | undefined
  readonly model: LoadModel
  /** Of all workloads together. */
  readonly target: PerSecond
  /** It takes so many times less than a test of its kind usually does. */
  readonly compress: number
  /** One after the other, without gaps. */
  readonly zones: readonly Zone[]
  readonly workloads: readonly WorkloadGoal[]
  readonly conditions: TestConditions
}

export const lengthOf = ({ zones }: Pick<TestPlan, 'zones'>): Millis => zones.at(-1)?.to ?? 0

/** Undefined before the first and after the last. */
export const zoneAt = ({ zones }: Pick<TestPlan, 'zones'>, at: Millis): Zone | undefined =>
  zones.find(({ from, to }) => at >= from && at < to)

/** The most load that is planned, as a multiple of the target load. */
export const peakFactor = ({ zones }: Pick<TestPlan, 'zones'>): number =>
  Math.max(...zones.map(({ begin, end }) => Math.max(begin, end)))
