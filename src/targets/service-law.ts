import type { Rng } from '../base/rng.ts'
import type { Millis } from '../base/units.ts'
import type { Option } from './options.ts'
import { choice } from './options.ts'

/** How service times scatter around their mean: not at all, or with a standard deviation as large as the mean. */
export type LawName = 'det' | 'exp' | 'lognormal'

export const lawOption = (first: LawName): Option<LawName> =>
  choice<LawName>(
    [first, ...(['det', 'exp', 'lognormal'] as const).filter((name) => name !== first)],
    'how service times scatter: det (not at all), exp, lognormal (both with a deviation as large as the mean)',
  )

/** Box and Muller (1958): two uniform numbers make a standard normal one. */
const standardNormal = (rng: Rng): number => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())

/** For a lognormal with mean m and coefficient of variation 1: s^2 = ln(1 + 1^2), mu = ln m - s^2 / 2. */
const lognormalVariance = Math.log(2)

/** Draws of service times with the given mean. */
export const drawsOf: Record<LawName, (mean: Millis, rng: Rng) => () => Millis> = {
  det: (mean) => () => mean,
  exp: (mean, rng) => () => -mean * Math.log(1 - rng()),
  lognormal: (mean, rng) => () =>
    mean * Math.exp(Math.sqrt(lognormalVariance) * standardNormal(rng) - lognormalVariance / 2),
}
