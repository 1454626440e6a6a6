import type { Millis } from '../../base/units.ts'
import type { ServiceLevel } from '../curve/service-level.ts'
import type { LoadModel } from '../observation.ts'

export type Accuracy = 'quick' | 'normal' | 'thorough'

export interface ExplorerOptions {
  readonly model: LoadModel
  readonly accuracy: Accuracy
  /** Where to begin: arrivals per second or VUs. */
  readonly startLoad: number
  /** Never asked for more. */
  readonly maxLoad: number
  /** Iterations in flight that are allowed: the generator's VUs or the operator's word. */
  readonly inFlightCap: number
  readonly serviceLevel: ServiceLevel | undefined
  /** Look for the buckle point and for recovery, which overloads the target for longer. */
  readonly buckle: boolean
  /** Of the whole exploration. */
  readonly timeLimit: Millis
}

export const defaultOptions: ExplorerOptions = {
  model: 'open',
  accuracy: 'normal',
  startLoad: 20,
  maxLoad: Infinity,
  inFlightCap: Infinity,
  serviceLevel: undefined,
  buckle: true,
  timeLimit: Infinity,
}

export interface Goals {
  /** Half of the capacity's 95 % interval, as a share of it. */
  readonly precision: number
  /** Width of the bracket around a collapse: hi / lo - 1. */
  readonly bracket: number
  /** How long the confirmed load is held, in s. */
  readonly confirmation: number
}

export const goalsOf: Readonly<Record<Accuracy, Goals>> = {
  quick: { precision: 0.05, bracket: 0.08, confirmation: 8 },
  normal: { precision: 0.025, bracket: 0.04, confirmation: 15 },
  thorough: { precision: 0.01, bracket: 0.02, confirmation: 30 },
}
