import type { LoadModel } from './observation.ts'

/** A limit as far as it is known. Low and high are the ends of the 95 % interval; `dwell` is the longest hold it rests on, in s. */
export type Limit =
  | {
      readonly kind: 'found'
      readonly value: number
      readonly low: number
      readonly high: number
      readonly dwell: number
    }
  /** So much was seen; the limit was not reached, or not shown beyond doubt. */
  | { readonly kind: 'at-least'; readonly value: number; readonly dwell: number }

/**
 * How a target gives way: `retrograde` = goodput falls as load grows and comes back with it; `time-dependent` = any load above
 * capacity buckles after a while, when answers come too late; `tripped` = it does not come back at the load where it fell;
 * `undetermined` = whether it comes back was not tried.
 */
export type BuckleKind = 'retrograde' | 'time-dependent' | 'tripped' | 'undetermined'

export type Buckle =
  | {
      readonly kind: BuckleKind
      /** The lowest load at which goodput falls by more than `buckleShare` below capacity. */
      readonly load: Extract<Limit, { kind: 'found' }>
      /** How long it took to fall, in s, and at which load. Any smaller overload takes longer. */
      readonly fell: { readonly after: number; readonly at: number } | undefined
    }
  /** No buckling up to this load, held this long. */
  | { readonly kind: 'none'; readonly upTo: number; readonly dwell: number }

export interface Recovery {
  /** The load at which the overloaded target came back by itself; undefined when it never did. */
  readonly load: number | undefined
  /** The lowest load above it at which it did not come back. */
  readonly notAt: number | undefined
  /** How long it took, in s. */
  readonly after: number | undefined
  /** 1 - recovery load / saturation load where it did not come back at once; 0 where it did. */
  readonly hysteresis: number
  /** After all, less is carried than before: leaks, cold caches, dead backends. */
  readonly isDegraded: boolean
}

/** Why no more is known. */
export type LimitedBy =
  | 'target'
  | 'generator'
  | 'in-flight-cap'
  | 'max-load'
  | 'time-limit'
  | 'errors'
  | 'operator'
  | 'unfinished'

/** What a system can carry, as far as holds of load have shown it. Rates are good iterations per second. */
export interface Capacity {
  readonly model: LoadModel
  /** The highest steady goodput. */
  readonly capacity: Limit
  /** The load where the ramp meets the plateau: arrivals per second, or VUs. */
  readonly saturation: Limit
  /** Where loss begins, if that is long before saturation. */
  readonly lossLoad: Limit | undefined
  /** Undefined when it was not looked for. */
  readonly buckle: Buckle | undefined
  readonly recovery: Recovery | undefined
  /** The highest load that kept the service level that was asked for. */
  readonly sloLoad: Limit | undefined
  readonly limitedBy: LimitedBy
  /** The response time with hardly any load, ms. */
  readonly unloadedResponse: number | undefined
  /** delta: loss below this share is none. epsilon: a fall below this share is no buckling. Both change the answers. */
  readonly tolerance: number
  readonly buckleShare: number
  /** In plain sentences, the strongest first. */
  readonly evidence: readonly string[]
}
