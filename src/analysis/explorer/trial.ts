import type { Hold } from '../hold/hold.ts'

export type Purpose =
  | 'baseline'
  | 'scout'
  | 'climb'
  | 'ramp'
  | 'sharpen'
  | 'bracket'
  | 'confirm'
  | 'service-level'
  | 'buckle'
  | 'recover'
  | 'recheck'
  /** The operator held it. */
  | 'by-hand'

/** What ends a hold between `least` and `most`. */
export type Until =
  /** Surely sustained or surely saturated. */
  | { readonly kind: 'decided' }
  /** Not clearly losing: good enough to go on upwards. */
  | { readonly kind: 'passing' }
  /** Half of the 95 % interval is at most this share of the goodput. */
  | { readonly kind: 'precise'; readonly share: number }
  /** Goodput fell, or stays where it is with nothing piling up; what piles up for `patience` s without a fall is left to. */
  | { readonly kind: 'outcome'; readonly patience: number }
  /** What is asked for comes back again, or surely will not. */
  | { readonly kind: 'recovered'; readonly expected: number; readonly usualInside: number }

/** One load to hold, how long, and why. Times in s, of the settled part. */
export interface Trial {
  readonly purpose: Purpose
  readonly load: number
  /** Wait until the target is calm before it. */
  readonly drain: boolean
  readonly least: number
  readonly most: number
  /** Iterations that must have ended before, unless `most` is over. */
  readonly count: number
  readonly until: Until
  /** One plain sentence for the operator. */
  readonly because: string
}

export interface TrialRecord {
  readonly trial: Trial
  readonly hold: Hold
  /** For `recover`: s until all came back again; undefined when it did not. */
  readonly recoveredAfter: number | undefined
}
