import type { HoldLimit } from '../analysis/verdict/limit-book.ts'
import type { LimitReading } from '../analysis/verdict/limit-reading.ts'
import type { ServiceBalance } from '../analysis/balance/judge-balance.ts'
import type { UtilisationReport } from '../analysis/utilisation/utilisation-report.ts'
import type { LimitSummary } from '../analysis/verdict/summary.ts'
import type { TargetReading } from '../base/target-reading.ts'
import type { HostReading, PortUse } from '../base/host-reading.ts'
import type { Bytes, Millis, Share } from '../base/units.ts'

/** What is known of the machine the generator runs on, and of who holds the load back. Undefined is shown as "-", never as 0. */
export interface HostView {
  /** Undefined before the first one, and when the probes failed. */
  readonly reading: HostReading | undefined
  /** CPU of the thread that draws, as a share of one core. */
  readonly uiThreadCpu: Share | undefined
  /** Of the thread that draws. */
  readonly heapUsed: Bytes | undefined
  /** Local ports by destination, the fullest first. */
  readonly ports: readonly PortUse[]
  /** What the target says of itself, the newest of each endpoint. */
  readonly targets: readonly TargetReading[]
  /** What that has to do with its limit; undefined while it is not known. */
  readonly utilisation: UtilisationReport | undefined
  /** How what each service answered is spread over its backends. */
  readonly balances: readonly ServiceBalance[]
  /** Who holds the load back now; undefined before anything was judged. */
  readonly limit: LimitReading | undefined
  /** The newest loads that were held, and who held them back; the oldest first. */
  readonly holds: readonly HoldLimit[]
  /** The last second that was judged, and those of the last minute with it. */
  readonly second: LimitSummary | undefined
  readonly history: readonly LimitSummary[]
  /** When the reading was taken, on any clock that only grows. */
  readonly at: Millis
}
