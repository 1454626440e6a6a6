import type { Share } from '../base/units.ts'
import { isNotTheTarget, type LimitReading } from './verdict/limit-reading.ts'

/** What a span of time told of the generator itself. */
export interface GeneratorReading {
  /** Event-loop utilisation of the busiest worker. */
  readonly utilisation: Share
  /** Requests for which this machine had no port or file left. */
  readonly starved: number
  /** The verdict on the last seconds, where there is one. */
  readonly limit: Pick<LimitReading, 'verdict' | 'confidence' | 'because'> | undefined
}

/** Busier than this, what is measured may be the generator's own limit (saturation.md 5.1). */
const busiest: Share = 0.85

/**
 * Whether the generator was at its own limit. Starting late alone is not that: the verdict, which has looked at more than one tick,
 * weighs it against what the target adds. A guess, a verdict of low confidence, ends no search; too few VUs are the search's own
 * limit, which it knows by itself.
 */
export function isGeneratorLimited({ utilisation, starved, limit }: GeneratorReading): boolean {
  if (limit?.verdict === 'target') return false
  if (starved > 0 || utilisation > busiest) return true
  if (limit === undefined || limit.confidence === 'low' || limit.because[0] === 'vus') return false
  return isNotTheTarget(limit)
}
