import type { LawTerms } from '../analysis/workload/law.ts'
import type { Millis, PerSecond } from '../base/units.ts'
import type { ThinkLaw } from './think-law.ts'
import type { Conditions, Transaction, WorkloadKind, WorkloadModel } from './workload-model.ts'

/** A workload as its file states it, before the law has had its say. */
export interface RawWorkload {
  readonly name: string
  readonly place: string
  readonly stated: LawTerms
  /** What the file itself says users / (response + think) comes to. */
  readonly computed: PerSecond | undefined
  readonly thinkLaw: ThinkLaw | undefined
  readonly kind: WorkloadKind | undefined
  readonly responseTarget: Millis | undefined
  readonly transaction: Transaction | undefined
}

export interface StatedTotal {
  readonly place: string
  readonly tps: PerSecond | undefined
  readonly users: number | undefined
  /** Of the computed TPS. */
  readonly computed: PerSecond | undefined
}

/** A file as it is written. */
export interface RawModel extends Pick<WorkloadModel, 'file' | 'model' | 'url' | 'script' | 'duration'> {
  readonly conditions: Conditions
  /** For workloads that state neither a target nor a response time. */
  readonly responseTargets: Readonly<Record<WorkloadKind, Millis>>
  readonly workloads: readonly RawWorkload[]
  readonly total: StatedTotal | undefined
  /** What was taken for granted in reading. */
  readonly notes: readonly string[]
}
