import { mean } from '../../../src/analysis/statistics/summaries.ts'
import type { Procedure, RampSecond } from './rig.ts'
import { rampSeconds } from './ramp-to-threshold.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** A ramp to all that is allowed, then the knee of goodput over load, smoothed over 5 s. */
export const kneedleOnRamp: Procedure = async (rig, maxLoad) =>
  kneeOf(smoothed(await rig.ramp({ top: maxLoad, seconds: rampSeconds, abortOn: undefined })))

const smoothing = 5

function smoothed(seconds: readonly RampSecond[]): Point[] {
  const groups = Map.groupBy(seconds.entries(), ([index]) => Math.floor(index / smoothing))
  return [...groups.values()].map((group) => ({
    x: mean(group.map(([, { load }]) => load)),
    y: mean(group.map(([, { good }]) => good)),
  }))
}

/** As it is published. */
const sensitivity = 1

/**
 * The first knee of a concave, growing curve (Satopaa et al., "Finding a 'Kneedle' in a Haystack", ICDCSW 2011): a local maximum of
 * the normalised curve above its diagonal, after which the difference falls by the sensitivity times the mean step. Undefined: none.
 */
export function kneeOf(points: readonly Point[]): number | undefined {
  const [xs, ys] = [normalised(points.map(({ x }) => x)), normalised(points.map(({ y }) => y))]
  const differences = ys.map((y, index) => y - (xs[index] ?? 0))
  const least = sensitivity / Math.max(1, points.length - 1)
  let highest: number | undefined
  for (const [index, difference] of differences.entries()) {
    const isMaximum =
      difference > (differences[index - 1] ?? Infinity) && difference >= (differences[index + 1] ?? Infinity)
    if (isMaximum) highest = index
    else if (highest !== undefined && difference < (differences[highest] ?? 0) - least) return points[highest]?.x
  }
  return undefined
}

function normalised(values: readonly number[]): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return values.map((value) => (value - least) / (most - least || 1))
}
