import type { Observation } from '../observation.ts'
import type { Estimate } from '../statistics/batch-means.ts'
import { slopeOf } from '../statistics/slope.ts'
import { mean } from '../statistics/summaries.ts'
import { secondsOf } from '../observation.ts'

const mostBlocks = 8

/**
 * What stays inside, counted from 0 at the begin: started - good - failed, summed up. Unlike a sampled in-flight gauge it belongs
 * to the same instants as the counts.
 */
export function backlogOf(ticks: readonly Observation[]): number[] {
  let inside = 0
  return ticks.map(({ started, good, failed }) => {
    inside += started - good - failed
    return inside
  })
}

/**
 * How fast the backlog grows, per second: least squares through the means of 8 blocks (saturation.md 2.2), so that the noise of
 * neighbouring ticks, which resemble each other, is not counted as information.
 */
export function driftOf(ticks: readonly Observation[], backlog: readonly number[]): Estimate {
  const blocks = Math.min(mostBlocks, ticks.length)
  const times: number[] = []
  const levels: number[] = []
  let elapsed = 0
  const ends = ticks.map((tick) => (elapsed += secondsOf(tick)))
  for (let block = 0; block < blocks; block += 1) {
    const [begin, end] = [block, block + 1].map((edge) => Math.round((edge * ticks.length) / blocks))
    times.push(mean(ends.slice(begin, end)))
    levels.push(mean(backlog.slice(begin, end)))
  }
  return slopeOf(times, levels)
}

/** Whether the least that was ever inside rises: after a stall the backlog comes back to its floor, under overload it does not. */
export function floorRise(backlog: readonly number[]): number {
  const third = Math.floor(backlog.length / 3)
  if (third === 0) return 0
  return Math.min(...backlog.slice(-third)) - Math.min(...backlog.slice(0, third))
}
