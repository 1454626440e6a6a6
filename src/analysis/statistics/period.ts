import { mean, sum } from './summaries.ts'

/** Autocorrelation that is no accident: with 48 values its own standard deviation is 0.14. */
const certain = 0.5
/** Ups and downs below this share of the mean are the grain of counting. */
const leastAmplitude = 0.05
/** Fewer periods than this do not show that it is one. */
const fewestPeriods = 3

/**
 * Length of the period of a series, in values, if it has one: the lag of the first peak of the autocorrelation above 0.5 (the
 * correlogram of Box and Jenkins). Garbage collections, checkpoints and cron jobs make goodput periodic; a mean over whole periods
 * does not depend on where the hold begins.
 */
export function periodOf(values: readonly number[]): number | undefined {
  const longest = Math.floor(values.length / fewestPeriods)
  const center = mean(values)
  const deviations = values.map((value) => value - center)
  const squares = sum(deviations.map((deviation) => deviation ** 2))
  if (squares < (leastAmplitude * center) ** 2 * values.length) return undefined
  const correlations = Array.from({ length: longest + 2 }, (_, lag) => correlationAt(deviations, lag) / squares)
  for (let lag = 2; lag <= longest; lag += 1) {
    const [before, here, after] = [correlations[lag - 1] ?? 0, correlations[lag] ?? 0, correlations[lag + 1] ?? 0]
    if (here >= certain && here >= before && here >= after) return lag
  }
  return undefined
}

/** Scaled up for the products that a lag leaves out. */
function correlationAt(deviations: readonly number[], lag: number): number {
  const products = sum(deviations.slice(lag).map((deviation, index) => deviation * (deviations[index] ?? 0)))
  return (products * deviations.length) / (deviations.length - lag)
}
