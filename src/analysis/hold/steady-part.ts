import { type Observation, secondsOf } from '../observation.ts'
import { levelChange } from './level-change.ts'
import { totalsOf } from './totals.ts'

/** A hold in two: `early` is empty when its level did not change. */
export interface Parts {
  readonly early: readonly Observation[]
  readonly steady: readonly Observation[]
}

/** A change of level must stand out this much of the noise, and be this large a share of the level, to be believed. */
const threshold = 6
const leastShare = 0.03
/** Observations are put together to this length before levels are compared: single ticks of a bursty target say little. */
const blockSeconds = 0.5

/**
 * Splits a hold where its goodput changes level: a full bucket of tokens or an empty queue hides the truth for a while, and a
 * collapse comes late. What counts is what came last.
 */
export function partsOf(ticks: readonly Observation[]): Parts {
  const whole = { early: [], steady: ticks }
  const tickSeconds = ticks[0] === undefined ? 1 : secondsOf(ticks[0])
  const size = Math.max(1, Math.round(blockSeconds / tickSeconds))
  const offset = ticks.length % size
  const change = levelChange(blockRates(ticks, size), 1 / (size * tickSeconds), threshold)
  if (change === undefined) return whole
  const share = Math.abs(change.after - change.before) / Math.max(change.after, change.before)
  if (share < leastShare) return whole
  const split = offset + change.at * size
  return { early: ticks.slice(0, split), steady: ticks.slice(split) }
}

function blockRates(ticks: readonly Observation[], size: number): number[] {
  const rates: number[] = []
  for (let at = ticks.length % size; at < ticks.length; at += size) {
    const { good, seconds } = totalsOf(ticks.slice(at, at + size))
    rates.push(good / seconds)
  }
  return rates
}
