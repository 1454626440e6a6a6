import type { Millis, PerSecond } from '../base/units.ts'

/**
 * How a target gives way above saturation: `retrograde` = goodput falls as load grows and comes back with it; `time-dependent` = any
 * load above capacity buckles, after a while; `tripped` = it changes state and does not come back at the load where it fell.
 */
export type BuckleKind = 'retrograde' | 'time-dependent' | 'tripped'

/**
 * What is true of a target by construction, for evenly spaced arrivals (open model). Loads are arrivals per second, goodput is
 * answers with a 2xx per second in the long run. Undefined = there is no such point.
 */
export interface Truth {
  /** The highest steady goodput. */
  readonly capacity: PerSecond | undefined
  /** The highest load at which nothing is lost and no backlog grows. */
  readonly lossLoad: PerSecond | undefined
  /** Where the line goodput = load meets the plateau. */
  readonly saturationLoad: PerSecond | undefined
  /** From this load on goodput grows no more; above `saturationLoad` when the way there is bent. */
  readonly plateauLoad: PerSecond | undefined
  /** The lowest load at which goodput has fallen by `buckleShare` of capacity. */
  readonly buckleLoad: PerSecond | undefined
  readonly buckleKind: BuckleKind | undefined
  /** The highest load at which a buckled target comes back by itself. */
  readonly recoveryLoad: PerSecond | undefined
  /** Mean response time at low load. Users at saturation, closed model: capacity * (unloadedResponse + think time). */
  readonly unloadedResponse: Millis
  /** Steady goodput at a load, the target fresh. */
  readonly goodput: (load: PerSecond) => PerSecond
  /** What else an experimenter must know, in one sentence. */
  readonly note: string
}

/** The fall of goodput, as a share of capacity, that makes a buckle point. */
export const buckleShare = 0.1

/** Users at saturation when nobody thinks, by Little's law (N = X R); undefined without a capacity. */
export const saturationUsers = ({ capacity, unloadedResponse }: Truth): number | undefined =>
  capacity === undefined ? undefined : (capacity * unloadedResponse) / 1000

/** A target that carries every load up to `capacity` and goes on at `capacity` above it. */
export const plateau = (capacity: PerSecond, unloadedResponse: Millis, note: string): Truth => ({
  capacity,
  lossLoad: capacity,
  saturationLoad: capacity,
  plateauLoad: capacity,
  buckleLoad: undefined,
  buckleKind: undefined,
  recoveryLoad: undefined,
  unloadedResponse,
  goodput: (load) => Math.min(load, capacity),
  note,
})

/** A target that carries every load. */
export const endless = (unloadedResponse: Millis, note: string): Truth => ({
  capacity: undefined,
  lossLoad: undefined,
  saturationLoad: undefined,
  plateauLoad: undefined,
  buckleLoad: undefined,
  buckleKind: undefined,
  recoveryLoad: undefined,
  unloadedResponse,
  goodput: (load) => load,
  note,
})

export interface Fall {
  readonly kind: BuckleKind
  /** Goodput at any load above capacity. */
  readonly goodput: PerSecond
  readonly recoveryLoad: PerSecond
}

/** A target that carries every load up to `capacity` and falls to a lower goodput at any load above it. */
export function cliff(capacity: PerSecond, unloadedResponse: Millis, fall: Fall, note: string): Truth {
  const buckles = fall.goodput < (1 - buckleShare) * capacity
  return {
    ...plateau(capacity, unloadedResponse, note),
    buckleLoad: buckles ? capacity : undefined,
    buckleKind: buckles ? fall.kind : undefined,
    recoveryLoad: buckles ? fall.recoveryLoad : undefined,
    goodput: (load) => (load > capacity ? Math.min(load, fall.goodput) : load),
  }
}
