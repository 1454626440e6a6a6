import type { Limit } from '../analysis/capacity.ts'
import type { Exploration } from '../analysis/exploration.ts'
import { monotonicClock } from '../base/clock.ts'
import type { Millis } from '../base/units.ts'
import type { RunConfig } from '../engine/config/run-config.ts'
import { figuresOf, type FoundLimits } from '../engine/outputs/load-figures.ts'
import { MainGauges } from '../engine/outputs/main-gauges.ts'
import type { Outputs } from '../engine/outputs/outputs.ts'
import type { RunObserver } from '../engine/run-observer.ts'

/** Feeds the outputs with what the run tells. */
export function outputFeed(outputs: Outputs, { tags }: RunConfig, limits: () => FoundLimits): RunObserver {
  const ofRun = Object.entries(tags)
  const gauges = new MainGauges(tags)
  const epoch = Date.now() - monotonicClock().now()
  let zero: Millis = 0
  return {
    wantsSamples: outputs.needsSamples,
    begins: (at) => {
      zero = at
    },
    measured: (delta, samples) => outputs.measured(delta, samples),
    window: ({ from, to, book }, window) => {
      if (window === undefined) return
      const { inFlight, load, pausedFor } = window
      const second = { book, measured: to - from - pausedFor, inFlight, load, limits: limits(), tags: ofRun }
      outputs.figures({ at: Math.round(epoch + zero + to), figures: figuresOf(second) })
      const [vus = 0, vusMax = 0] = ['vus', 'vus_max'].map((name) => book.overall.gauge(name)?.last)
      const { delta, samples } = gauges.measure({ from, to, time: zero + to }, vus, vusMax)
      outputs.measured(delta, outputs.needsSamples ? samples : undefined)
    },
  }
}

export const noLimits: FoundLimits = { capacity: undefined, saturation: undefined, buckle: undefined }

const found = (limit: Limit): number | undefined => (limit.kind === 'found' ? limit.value : undefined)

/** Those that are found; none before any load was held for long enough. */
export function limitsOf({ records, capacity: { capacity, saturation, buckle } }: Exploration): FoundLimits {
  if (records.length === 0) return noLimits
  return {
    capacity: found(capacity),
    saturation: found(saturation),
    buckle: buckle === undefined || buckle.kind === 'none' ? undefined : buckle.load.value,
  }
}
