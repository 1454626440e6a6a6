import type { Share } from '../../base/units.ts'
import type { Hold } from '../hold/hold.ts'

/** A service level: the loads that keep it are good enough, whatever the throughput. */
export interface ServiceLevel {
  readonly percentile: 'p50' | 'p95' | undefined
  /** Limit of that percentile of the response time, ms. */
  readonly limit: number | undefined
  /** Highest share of failures. */
  readonly errors: Share | undefined
}

/** What the holds say about a service level. */
export interface LevelFindings {
  /** The highest load that kept it, below every load that did not. */
  readonly kept: Hold | undefined
  /** The lowest load that broke it. */
  readonly broken: Hold | undefined
}

export const keeps = (hold: Hold, { percentile, limit, errors }: ServiceLevel): boolean =>
  (percentile === undefined || limit === undefined || (hold[percentile] ?? Infinity) < limit) &&
  (errors === undefined || hold.errorShare < errors)

/** A hold this short says little about a percentile, in s. */
const leastSeconds = 2.5

export function levelFindings(holds: readonly Hold[], level: ServiceLevel): LevelFindings {
  const sorted = holds.filter(({ seconds }) => seconds >= leastSeconds).toSorted((a, b) => a.load - b.load)
  const broken = sorted.find((hold) => !keeps(hold, level))
  const kept = sorted.findLast((hold) => hold.load < (broken?.load ?? Infinity) && keeps(hold, level))
  return { kept, broken }
}
