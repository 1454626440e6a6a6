import type { PerSecond, Share } from '../../base/units.ts'
import type { LimitContext } from './limit-second.ts'
import type { LimitSummary } from './summary.ts'

/** What did not come back as it was asked for, by where it stayed. Shares are of what was asked for. */
export interface Shortfall {
  /** Never begun: no VU was free. */
  readonly dropped: Share
  /** Never begun, and not even dropped: the generator did not get round to it. */
  readonly late: Share
  /** Failed for want of a port or a file descriptor of ours. */
  readonly own: Share
  /** Failed in any other way, what fails without load subtracted. */
  readonly failed: Share
  /** What piles up inside, per second. */
  readonly growth: PerSecond
  readonly isPilingUp: boolean
  /** More is missing than the tolerance, beyond noise. */
  readonly isHeldBack: boolean
}

/** Standard errors that a share must stand out of the tolerance by. */
const sureBy = 2.5
/** Fewer than this are no sign: the edges of a second cut at any place. */
const fewest = 3

export function shortfallOf(summary: LimitSummary, context: LimitContext): Shortfall {
  const { tolerance } = context
  const completed = Math.max(1, summary.good + summary.failed)
  const isSure = (share: Share): boolean => share - sureBy * Math.sqrt((share * (1 - share)) / completed) > tolerance
  const dropped = summary.dropped / Math.max(1, summary.started + summary.dropped)
  const late = lateOf(summary)
  const failures = failuresOf(summary, context)
  const isPilingUp = summary.model === 'open' && pilesUp(summary, tolerance)
  const isMissing = (summary.dropped >= fewest && dropped > tolerance) || late > tolerance
  const isFailing = isSure(failures.own) || isSure(failures.failed)
  return {
    dropped,
    late,
    ...failures,
    growth: summary.growth,
    isPilingUp,
    isHeldBack: isMissing || isFailing || isPilingUp || summary.isPlateau,
  }
}

function lateOf({ model, asked, offered }: LimitSummary): Share {
  if (model === 'closed' || asked === undefined || asked - offered < fewest) return 0
  return (asked - offered) / asked
}

/** Iterations fail by their requests: those that failed for want of something of ours are ours. */
function failuresOf(summary: LimitSummary, { unloaded }: LimitContext): Pick<Shortfall, 'own' | 'failed'> {
  const { good, failed, failedRequests, withoutPort, withoutFile } = summary
  const share = failed / Math.max(1, good + failed)
  const ownPart = failedRequests === 0 ? 0 : Math.min(1, (withoutPort + withoutFile) / failedRequests)
  return { own: share * ownPart, failed: Math.max(0, share * (1 - ownPart) - (unloaded?.errorShare ?? 0)) }
}

/** More than chance moves it, as in the state test of a hold (saturation.md 2.2), but over seconds instead of ticks. */
function pilesUp({ growth, inFlight, seconds, started }: LimitSummary, tolerance: Share): boolean {
  if (seconds < 3) return false
  const noise = 3 * Math.sqrt(inFlight + 4)
  return growth * (seconds - 1) > noise && growth > tolerance * (started / seconds)
}
