import { type Observation, secondsOf } from '../observation.ts'
import { levelChange } from './level-change.ts'
import { type Totals, totalsOf } from './totals.ts'

/** A hold in parts: `early` is what came before its goodput changed level, empty when it did not. */
export interface Parts {
  readonly early: readonly Observation[]
  readonly steady: readonly Observation[]
}

/** A change of level must stand out this much of the noise, and be this large a share of the offered, to be believed. */
const threshold = 6
const leastShare = 0.03
/** Observations are put together to this length before levels are compared: single ticks of a bursty target say little. */
const blockSeconds = 0.5

/**
 * Splits a hold where its goodput changes level: a full bucket of tokens or an empty queue hides the truth for a while, and a
 * collapse comes late. What counts is what came last. Then the same for the growth of the backlog: until a queue is full nothing is
 * refused, and refusing may cost.
 */
export function partsOf(ticks: readonly Observation[]): Parts {
  const fall = splitOf(ticks, ({ good }) => good)
  const [early, late] = [ticks.slice(0, fall), ticks.slice(fall)]
  const kink = splitOf(late, ({ started, good, failed }) => started - good - failed)
  return { early, steady: late.slice(kink) }
}

/** Index of the first observation after the change of a rate; 0 when it does not change. */
function splitOf(ticks: readonly Observation[], countOf: (totals: Totals) => number): number {
  const tickSeconds = ticks[0] === undefined ? 1 : secondsOf(ticks[0])
  const size = Math.max(1, Math.round(blockSeconds / tickSeconds))
  const blocks = blocksOf(ticks, size)
  const rates = blocks.map((totals) => countOf(totals) / totals.seconds)
  const change = levelChange(rates, 1 / (size * tickSeconds), threshold)
  const offered = Math.max(...blocks.map(({ started, dropped, seconds }) => (started + dropped) / seconds))
  if (change === undefined || Math.abs(change.after - change.before) < leastShare * offered) return 0
  return (ticks.length % size) + change.at * size
}

/** Of equal length; what is left over is at the front. */
function blocksOf(ticks: readonly Observation[], size: number): Totals[] {
  const blocks: Totals[] = []
  for (let at = ticks.length % size; at < ticks.length; at += size) blocks.push(totalsOf(ticks.slice(at, at + size)))
  return blocks
}
