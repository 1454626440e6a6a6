import type { Millis } from '../../base/units.ts'

/** Turns a counter that only grows into what it grew by since the last call; undefined the first time and where it is not known. */
export function growthOf(): (value: number | undefined) => number | undefined {
  let before: number | undefined
  return (value) => {
    const growth = value === undefined || before === undefined ? undefined : value - before
    before = value
    return growth === undefined || growth < 0 ? undefined : growth
  }
}

/** The same as a share of the time that has passed, for counters of ms. */
export function shareOfTime(): (value: Millis | undefined, period: Millis) => number | undefined {
  const growth = growthOf()
  return (value, period) => {
    const grown = growth(value)
    return grown === undefined || !(period > 0) ? undefined : Math.min(1, grown / period)
  }
}
