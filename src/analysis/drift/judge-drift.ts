import type { Millis } from '../../base/units.ts'
import type { Interval } from '../statistics/interval.ts'
import { median } from '../statistics/summaries.ts'
import { mannKendall } from './mann-kendall.ts'
import { theilSen } from './theil-sen.ts'

/** Something that should stay as it is, over time. */
export interface Watched {
  readonly at: readonly Millis[]
  readonly values: readonly number[]
  /** How long the question is asked for: the length of the test as planned. */
  readonly horizon: Millis
  /** Growth within the horizon that is too little to matter, in the unit of the values. */
  readonly allowance: number
  /** What the value must not reach; undefined: nothing is known of a limit. */
  readonly limit: number | undefined
}

export interface Drift {
  readonly grows: 'yes' | 'no' | 'not enough time'
  /** Per ms, with its 99 % interval; undefined with too few values. */
  readonly slope: Interval | undefined
  /** Of the Mann-Kendall test. */
  readonly p: number | undefined
  /** The level in the middle of what was seen. */
  readonly level: number | undefined
  /** From the last value seen until the limit is reached; undefined when it does not grow or has no limit. */
  readonly reachesLimitIn: Millis | undefined
}

/** Points after binning: enough for the normal approximation, few enough for all pairs of them. */
const MOST_BINS = 120
const FEWEST_BINS = 20
const SIGNIFICANT = 0.01
/** Of the horizon: less says nothing; to say that nothing grows takes more, as growth may begin late. */
const LEAST_SEEN = 0.25
const LEAST_SEEN_FOR_NO = 0.5

const unknownDrift: Drift = {
  grows: 'not enough time',
  slope: undefined,
  p: undefined,
  level: undefined,
  reachesLimitIn: undefined,
}

/** Does it grow: the slope by Theil and Sen, whether it is one by Mann and Kendall, and whether it matters within the horizon. */
export function judgeDrift(watched: Watched): Drift {
  const { at, values } = binned(watched)
  if (values.length < FEWEST_BINS) return unknownDrift
  const first = theilSen(at, values, 0)
  const step = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / Math.max(1, at.length - 1)
  const trend = mannKendall(values, (first?.value ?? 0) * step)
  const slope = theilSen(at, values, trend.variance)
  const level = median(values)
  if (slope === undefined || level === undefined) return unknownDrift
  const grows = answerOf(watched, slope, trend.p)
  return { grows, slope, p: trend.p, level, reachesLimitIn: grows === 'yes' ? untilLimit(watched, slope) : undefined }
}

function answerOf({ at, horizon, allowance }: Watched, slope: Interval, p: number): Drift['grows'] {
  const seen = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / horizon
  if (seen < LEAST_SEEN) return 'not enough time'
  if (p < SIGNIFICANT && slope.low > 0 && slope.value * horizon >= allowance) return 'yes'
  return seen >= LEAST_SEEN_FOR_NO && slope.high * horizon < allowance ? 'no' : 'not enough time'
}

/** From the end of what was seen, on the line through the middle of it. */
function untilLimit({ at, values, limit }: Watched, slope: Interval): Millis | undefined {
  if (limit === undefined) return undefined
  const last = at.at(-1) ?? 0
  const now = (median(values) ?? 0) + slope.value * (last - (median(at) ?? 0))
  return Math.max(0, (limit - now) / slope.value)
}

/** Medians of equal stretches: a hiccup in one of them moves nothing. */
function binned({ at, values }: Watched): Pick<Watched, 'at' | 'values'> {
  const size = Math.max(1, Math.ceil(values.length / MOST_BINS))
  const starts = Array.from({ length: Math.floor(values.length / size) }, (_, bin) => bin * size)
  const middle = (list: readonly number[], start: number): number => median(list.slice(start, start + size)) ?? 0
  return { at: starts.map((start) => middle(at, start)), values: starts.map((start) => middle(values, start)) }
}
