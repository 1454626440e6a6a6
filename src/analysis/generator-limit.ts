import type { Millis, Share } from '../base/units.ts'

/** What a span of time told of the generator itself. */
export interface GeneratorReading {
  /** How late iterations began, 99th percentile; undefined when none began. */
  readonly startLagP99: Millis | undefined
  /** Event-loop utilisation of the busiest worker. */
  readonly utilisation: Share
  /** Requests for which this machine had no port or file left. */
  readonly starved: number
}

/** The hard flags of saturation.md 5.1: later or busier than this, what is measured may be the generator's own limit. */
const latest: Millis = 25
const busiest: Share = 0.85

/** Whether the generator could not do what it was asked: then a limit that shows is not the target's. */
export const isGeneratorLimited = ({ startLagP99, utilisation, starved }: GeneratorReading): boolean =>
  starved > 0 || utilisation > busiest || (startLagP99 ?? 0) > latest
