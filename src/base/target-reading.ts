import type { Millis, Share } from './units.ts'

/**
 * How full a resource of the target was. `kind` says what full is: CPU that does not get more than 100 %, `cores` of which a process may
 * use several, a link or disk that is full at 90 %, space that is a level and not a rate, time that something else takes, a pool.
 */
export interface ResourceReading {
  readonly name: string
  readonly kind: 'cpu' | 'cores' | 'link' | 'space' | 'time' | 'pool'
  /** A share; of `cores` the number of them. */
  readonly used: number
}

/** A series that the user asked for: its sum over all labels, and what it grew by per second. */
export interface SeriesReading {
  readonly name: string
  readonly value: number
  /** Undefined where it is no counter: it fell, or there is no scrape before. */
  readonly perSecond: number | undefined
}

/** One look at the target from its own side. */
export interface TargetReading {
  /** The endpoint, or the process on this host. */
  readonly source: string
  /** The span that rates are of, on the machine's monotonic clock. */
  readonly from: Millis
  readonly to: Millis
  readonly resources: readonly ResourceReading[]
  readonly series: readonly SeriesReading[]
  /** Why there is nothing to say; one line. */
  readonly problem: string | undefined
}

/** What full means, of each kind (saturation.md 6): CPU to its end, links and disks sooner. */
export const fullAt: Readonly<Record<ResourceReading['kind'], Share | undefined>> = {
  cpu: 1,
  cores: undefined,
  link: 0.9,
  space: 1,
  time: undefined,
  pool: 1,
}
