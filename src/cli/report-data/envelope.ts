import type { Millis } from '../../base/units.ts'
import type { Column } from '../../report/report-data.ts'

/** A chart is hardly ever wider than this. */
export const MOST_POINTS = 1000

/** How seconds become points: as they are, or as pairs of the lowest and the highest of some seconds. */
export interface Envelope {
  /** 1: every second is a point. */
  readonly secondsPerPair: number
  readonly at: readonly Millis[]
  /** A column for the points, from one value for each second. */
  readonly of: (values: Column) => Column
}

/** Few enough points for any run, so that no spike is lost: each stretch of seconds keeps its lowest and its highest value. */
export function envelopeOf(times: readonly Millis[], most: number = MOST_POINTS): Envelope {
  if (times.length <= most) return { secondsPerPair: 1, at: times, of: (values) => values }
  const size = Math.ceil(times.length / Math.floor(most / 2))
  const starts = Array.from({ length: Math.ceil(times.length / size) }, (_, index) => index * size)
  return {
    secondsPerPair: size,
    at: starts.flatMap((start) => pairTimes(times.slice(start, start + size))),
    of: (values) => starts.flatMap((start) => extremes(values.slice(start, start + size))),
  }
}

/** At a quarter and at three quarters of the stretch. */
function pairTimes(stretch: readonly Millis[]): [Millis, Millis] {
  const [first = 0, last = first] = [stretch[0], stretch.at(-1)]
  return [first + (last - first) / 4, last - (last - first) / 4]
}

/** The lowest and the highest value, in the order in which they came. */
function extremes(values: Column): [number | undefined, number | undefined] {
  let [low, high] = [-1, -1]
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue
    if (low < 0 || value < (values[low] ?? value)) low = index
    if (high < 0 || value > (values[high] ?? value)) high = index
  }
  return low <= high ? [values[low], values[high]] : [values[high], values[low]]
}

/** Means of stretches of seconds: for a small picture. */
export function meansOf(values: Column, most: number): Column {
  const size = Math.ceil(values.length / most)
  if (size <= 1) return values
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => {
    const known = values.slice(index * size, (index + 1) * size).filter((value) => value !== undefined)
    return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length
  })
}
