import type { Millis, Share } from '../../base/units.ts'
import type { Hold } from '../hold/hold.ts'

/** A service level: the loads that keep it are good enough, whatever the throughput. */
export interface ServiceLevel {
  /** This share of the responses must take less than so many ms; observations count those that do not. */
  readonly responses: { readonly share: Share; readonly within: Millis } | undefined
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

export const keeps = ({ slowShare, errorShare }: Hold, { responses, errors }: ServiceLevel): boolean =>
  (responses === undefined || (slowShare ?? 1) <= 1 - responses.share) && (errors === undefined || errorShare < errors)

/** A hold this short says little about a percentile, in s. */
const leastSeconds = 2.5

export function levelFindings(holds: readonly Hold[], level: ServiceLevel): LevelFindings {
  const sorted = holds.filter(({ seconds }) => seconds >= leastSeconds).toSorted((a, b) => a.load - b.load)
  const broken = sorted.find((hold) => !keeps(hold, level))
  const kept = sorted.findLast((hold) => hold.load < (broken?.load ?? Infinity) && keeps(hold, level))
  return { kept, broken }
}
