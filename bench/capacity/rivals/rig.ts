/** One second of a ramp: the load that was commanded at its end, per second, and the iterations that ended well in it. */
export interface RampSecond {
  readonly load: number
  readonly good: number
}

export interface Ramp {
  /** From 0 to so many arrivals per second, within so many seconds. */
  readonly top: number
  readonly seconds: number
  /** Ends when this is broken by all that was measured since the ramp began, looked at every 2 s, as k6 does. */
  readonly abortOn: Level | undefined
}

export interface Level {
  /** 95 % of the response times are below it, ms. */
  readonly p95: number
  readonly failedShare: number
}

/** A load generator as the procedures of today use one: runs of a fixed shape, read when they are over. */
export interface Rig {
  /** s since the first run began. */
  readonly elapsed: () => number
  readonly ramp: (ramp: Ramp) => Promise<readonly RampSecond[]>
  /** Whether all of it together kept the level. */
  readonly hold: (load: number, seconds: number, level: Level) => Promise<boolean>
}

/** A way to find out what a target carries. Answers in arrivals per second; undefined: the limit was not reached. */
export type Procedure = (rig: Rig, maxLoad: number) => Promise<number | undefined>
