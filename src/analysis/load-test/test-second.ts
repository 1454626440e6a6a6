import type { Bytes, Millis, Share } from '../../base/units.ts'

/** What was counted of one workload in a second; transactions are iterations of its scenario. */
export interface WorkloadCounts {
  /** Due by the plan (closed model: begun). */
  readonly offered: number
  /** Ended. */
  readonly achieved: number
  /** Without a failed request or an exception. */
  readonly good: number
  /** Due, but nothing was free to begin them. */
  readonly dropped: number
  /** Timed responses, and how long they took together; iterations where there are no requests. */
  readonly responses: number
  readonly responseTime: Millis
}

/** One second of a test. Times are on the run's clock, pauses left out. */
export interface TestSecond {
  readonly from: Millis
  readonly to: Millis
  readonly workloads: ReadonlyMap<string, WorkloadCounts>
  /** Of all responses; undefined without any. */
  readonly p50: Millis | undefined
  readonly p95: Millis | undefined
  /** Of the target, where it is known. */
  readonly cpu: Share | undefined
  readonly memory: Bytes | undefined
  /** What it can come to before its machine has none left. */
  readonly memoryLimit: Bytes | undefined
}

/** A quarter of a second of a test: how quickly it comes back is told from these. */
export interface TestTick {
  readonly from: Millis
  readonly to: Millis
  readonly good: number
  readonly failed: number
  readonly p95: Millis | undefined
}

export const noCounts: WorkloadCounts = { offered: 0, achieved: 0, good: 0, dropped: 0, responses: 0, responseTime: 0 }

export const addCounts = (a: WorkloadCounts, b: WorkloadCounts): WorkloadCounts => ({
  offered: a.offered + b.offered,
  achieved: a.achieved + b.achieved,
  good: a.good + b.good,
  dropped: a.dropped + b.dropped,
  responses: a.responses + b.responses,
  responseTime: a.responseTime + b.responseTime,
})
