import type { Millis, PerSecond } from '../../base/units.ts'
import type { Stage } from '../config/scenario.ts'
import {
  type Change,
  constantProfile,
  endedProfile,
  followedProfile,
  lineAt,
  type Line,
  loadAt,
  pausedProfile,
  type Profile,
  rampedProfile,
  restagedProfile,
  resumedProfile,
  scaledProfile,
  stagedProfile,
} from './profile.ts'
import { settle } from './settle.ts'

/**
 * When which arrival is due. The area under the rate counts arrivals, so every due time is absolute and nothing can drift.
 * With `first` 0 arrival i (0-based) is due when the area leaves i: the first at once, and one that would fall on the very end is not due
 * (k6's constant-arrival-rate). With `first` 1 it is due when the area reaches i + 1: the first not at once, the end included
 * (k6's ramping-arrival-rate). The fraction of an arrival that a change of rate leaves over is carried on.
 */
export interface ArrivalSchedule {
  readonly first: 0 | 1
  /** Rates in arrivals per second. */
  readonly rate: Profile
  /** The area before each line of `rate`; never falls. */
  readonly areas: readonly number[]
  /** The area of it all. */
  readonly total: number
}

/** A live change to a rate in arrivals per second. */
export interface RateChange extends Change {
  readonly rate: PerSecond
}

export const constantArrivals = (rate: PerSecond, duration: Millis): ArrivalSchedule =>
  arrivalsOf(0, constantProfile(rate, duration))

/** Stage targets in arrivals per second. A stage of 0 ms jumps. */
export const rampingArrivals = (startRate: PerSecond, stages: readonly Stage[]): ArrivalSchedule =>
  arrivalsOf(1, stagedProfile(startRate, stages))

/** How many arrivals come in all; `Infinity` for an open end. */
export const totalArrivals = ({ first, total }: ArrivalSchedule): number =>
  first === 0 ? Math.ceil(total) : Math.floor(total)

/** The rate in force at `t`: 0 outside the schedule and while it is paused. */
export const rateAt = ({ rate }: ArrivalSchedule, t: Millis): PerSecond => (t < rate.pausedSince ? loadAt(rate, t) : 0)

/** Arrivals by `t` as a real number: the area under the rate. */
export function countBy({ rate, areas, total }: ArrivalSchedule, t: Millis): number {
  const then = Math.min(t, rate.pausedSince)
  if (then <= 0) return 0
  if (then >= rate.end) return total
  const index = lineAt(rate, then)
  const line = rate.lines[index]
  return line === undefined ? 0 : (areas[index] ?? 0) + areaOf(line, then - line.from)
}

/** When arrival `i` (0-based, of the whole) is due; `Infinity` = never, or not until the schedule is resumed. */
export const dueAt = (schedule: ArrivalSchedule, i: number): Millis => {
  const area = i + schedule.first
  return dueInLine(schedule, lineOfArea(schedule, area), area)
}

/** From `at` on the rate is the commanded one; arrivals due before stay as they are. */
export const withRate = (schedule: ArrivalSchedule, change: RateChange): ArrivalSchedule =>
  arrivalsOf(schedule.first, rampedProfile(schedule.rate, change, change.rate, loadAt))

/** From `at` on the stages (targets per second), starting at the rate in force; the end moves to theirs. */
export const withRateStages = (schedule: ArrivalSchedule, at: Millis, stages: readonly Stage[]): ArrivalSchedule =>
  arrivalsOf(schedule.first, restagedProfile(schedule.rate, at, stages, loadAt))

/** From `at` on what `plan` asks for at that time. */
export const followRatePlan = (
  schedule: ArrivalSchedule,
  plan: Pick<ArrivalSchedule, 'rate'>,
  change: Change,
): ArrivalSchedule => arrivalsOf(schedule.first, followedProfile(schedule.rate, plan.rate, change, loadAt))

/** From `at` on the rate that was to come, times `factor`. */
export const withScaledRate = (schedule: ArrivalSchedule, change: Change, factor: number): ArrivalSchedule =>
  arrivalsOf(schedule.first, scaledProfile(schedule.rate, change, factor, loadAt))

/** No arrival is due from `at` on, ever. */
export const endedAt = (schedule: ArrivalSchedule, at: Millis): ArrivalSchedule =>
  arrivalsOf(schedule.first, endedProfile(schedule.rate, at, 0))

/** No arrival is due from `at` on, until `resumedAt`. */
export const pausedAt = (schedule: ArrivalSchedule, at: Millis): ArrivalSchedule => ({
  ...schedule,
  rate: pausedProfile(schedule.rate, at),
})

/** All that was to come comes later by the length of the pause: nothing is owed for it. */
export const resumedAt = (schedule: ArrivalSchedule, at: Millis): ArrivalSchedule =>
  arrivalsOf(schedule.first, resumedProfile(schedule.rate, at, 0))

/** Index of the line of the rate in which the area comes to `area`. */
export function lineOfArea(schedule: ArrivalSchedule, area: number): number {
  let low = 0
  let high = schedule.areas.length
  while (low + 1 < high) {
    const middle = (low + high) >>> 1
    if (isReached(schedule, middle, area)) low = middle
    else high = middle
  }
  return low
}

/** Whether the line at `index` begins so late that `area` is not due before it. */
export const isReached = ({ areas, first }: ArrivalSchedule, index: number, area: number): boolean => {
  const before = areas[index] ?? Infinity
  return first === 0 ? before <= area : before < area
}

/**
 * When the area comes to `area`, given that it does so in line `index`: x of load·x + slope·x²/2 = what is left, in the form
 * x = 2a / (load + √(load² + 2·slope·a)), which loses no digits however small the slope.
 */
export function dueInLine(schedule: ArrivalSchedule, index: number, area: number): Millis {
  const { rate, areas, first, total } = schedule
  const line = rate.lines[index]
  if (line === undefined || area > total || (first === 0 && area === total)) return Infinity
  const left = (area - (areas[index] ?? 0)) * 1000
  const due = Math.min(line.from + timeFor(line, left), rate.lines[index + 1]?.from ?? Infinity, rate.end)
  return due < rate.pausedSince ? due : Infinity
}

function timeFor({ load, slope }: Line, left: number): Millis {
  if (left <= 0) return 0
  if (slope === 0) return left / load
  return (2 * left) / (load + Math.sqrt(Math.max(0, load * load + 2 * slope * left)))
}

const areaOf = ({ load, slope }: Line, span: Millis): number =>
  load === 0 && slope === 0 ? 0 : (load * span + (slope === 0 ? 0 : (slope * span * span) / 2)) / 1000

function arrivalsOf(first: 0 | 1, rate: Profile): ArrivalSchedule {
  const areas: number[] = []
  let area = 0
  rate.lines.forEach((line, index) => {
    areas.push(area)
    const until = Math.min(rate.lines[index + 1]?.from ?? Infinity, rate.end)
    area = settle(area + areaOf(line, Math.max(0, until - line.from)))
  })
  return { first, rate, areas, total: area }
}
