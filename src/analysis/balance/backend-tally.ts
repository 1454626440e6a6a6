import type { Millis } from '../../base/units.ts'

/** What was counted of one backend. */
export interface BackendTally {
  /** What was asked: scheme, host and port. */
  readonly service: string
  /** Empty: the answers did not say. */
  readonly name: string
  readonly answers: number
  readonly failures: number
  /** Connections whose first answer came from it. */
  readonly connections: number
  /** Answers on a connection on which the one before came from it too. */
  readonly stays: number
  /** Median response time, lately. */
  readonly p50: Millis | undefined
}

/** What came on top of an earlier count of the same backend. */
export const since = (now: BackendTally, before: BackendTally | undefined): BackendTally => ({
  ...now,
  answers: now.answers - (before?.answers ?? 0),
  failures: now.failures - (before?.failures ?? 0),
  connections: now.connections - (before?.connections ?? 0),
  stays: now.stays - (before?.stays ?? 0),
})
