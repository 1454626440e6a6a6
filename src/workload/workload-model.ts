import type { Millis, PerSecond, Share } from '../base/units.ts'
import type { ThinkLaw } from './think-law.ts'

/** What one transaction is: a request, or a function of the model's script. */
export type Transaction =
  | { readonly kind: 'request'; readonly request: WorkloadRequest }
  | { readonly kind: 'function'; readonly name: string }

export interface WorkloadRequest {
  readonly method: string
  /** Whole URLs, or paths below the model's URL; with several, each request is to one of them by chance. */
  readonly paths: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Reads and writes have different targets for their response times. */
export type WorkloadKind = 'read' | 'write'

/** One thing that users do, how often, and how fast it has to be. */
export interface Workload {
  readonly name: string
  /** Where it is told of: `workload.yaml:12`. */
  readonly place: string
  readonly tps: PerSecond
  /** Undefined where nothing says it, which the open model does not need. */
  readonly users: number | undefined
  readonly response: Millis | undefined
  readonly think: Millis | undefined
  readonly thinkLaw: ThinkLaw
  readonly kind: WorkloadKind
  /** The mean response time is not to be above it. */
  readonly responseTarget: Millis
  /** Undefined where nothing says what to send: then it can be checked, but not run. */
  readonly transaction: Transaction | undefined
}

/** What has to hold beside response times for a load to be called carried. */
export interface Conditions {
  /** Of the transactions, at least so many without a failure. */
  readonly success: Share
  /** Of the target's CPU, where it is known. */
  readonly cpu: Share
}

/** The conditions of the document, for models that do not say. */
export const usualConditions: Conditions = { success: 0.98, cpu: 0.7 }
export const usualResponseTargets: Readonly<Record<WorkloadKind, Millis>> = { read: 200, write: 500 }

/** All workloads of a test, side by side. */
export interface WorkloadModel {
  readonly file: string
  readonly model: 'open' | 'closed'
  /** What paths are below. */
  readonly url: string | undefined
  /** Where functions come from: a path or URL of a script, absolute. */
  readonly script: string | undefined
  /** Undefined: nothing says it. */
  readonly duration: Millis | undefined
  readonly conditions: Conditions
  readonly workloads: readonly Workload[]
}
