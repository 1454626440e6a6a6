import { mean, sum } from '../statistics/summaries.ts'

/** Where a series changes its level: index of the first value of the new level. */
export interface LevelChange {
  readonly at: number
  readonly before: number
  readonly after: number
}

/** Values on either side that a level needs to be one. */
const fewest = 3

/**
 * The most likely single change of the mean of a series: the split with the largest two-sample t (Hawkins, Testing a Sequence of
 * Observations for a Shift in Location, 1977), if that is above `threshold`. `grain` is the least standard deviation to be
 * believed: of a count, one unit.
 */
export function levelChange(values: readonly number[], grain: number, threshold: number): LevelChange | undefined {
  let best: (LevelChange & { readonly t: number }) | undefined
  for (let at = fewest; at <= values.length - fewest; at += 1) {
    const [first, second] = [values.slice(0, at), values.slice(at)]
    const [before, after] = [mean(first), mean(second)]
    const t = Math.abs(after - before) / errorOfDifference(first, second, grain)
    if (best === undefined || t > best.t) best = { at, before, after, t }
  }
  return best !== undefined && best.t > threshold ? { at: best.at, before: best.before, after: best.after } : undefined
}

/** s sqrt(1/m + 1/n) with the pooled deviation s. */
function errorOfDifference(first: readonly number[], second: readonly number[], grain: number): number {
  const pooled = (squares(first) + squares(second)) / (first.length + second.length - 2)
  return Math.sqrt(Math.max(pooled, grain ** 2) * (1 / first.length + 1 / second.length))
}

function squares(values: readonly number[]): number {
  const center = mean(values)
  return sum(values.map((value) => (value - center) ** 2))
}
