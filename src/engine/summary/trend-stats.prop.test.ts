import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Rng, seededRng } from '../../base/rng.ts'
import { Aggregator } from '../metrics/aggregator.ts'
import type { Histogram } from '../metrics/histogram.ts'
import { Builtin } from '../metrics/metric.ts'
import { Shard } from '../metrics/shard.ts'
import { NO_TAGS } from '../metrics/tag-sets.ts'
import { trendStats } from './trend-stats.ts'

const SAMPLES = 1_000_000
/** docs/adr/0003. */
const STATED_ERROR = 2 ** -11
/** The last digits of a double: both rules interpolate, in another order of operations. */
const ROUNDING = 1e-12

const normal = (rng: Rng): number => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
const exponential = (rng: Rng): number => -Math.log(1 - rng())

/** Response times in ms, as services have them, and what is hard for cells: many decades, gaps, one value, borders of cells. */
const distributions: Readonly<Record<string, (rng: Rng) => number>> = {
  'log-normal': (rng) => 80 * Math.exp(0.7 * normal(rng)),
  'exponential, as the queue of one server': (rng) => 0.2 + 20 * exponential(rng),
  'a heavy tail (Pareto, no variance)': (rng) => (1 - rng()) ** (-1 / 1.2),
  'hits of a cache, misses, and 0.1 % timeouts': (rng) => {
    const kind = rng()
    if (kind < 0.001) return 60_000 + rng()
    return kind < 0.8 ? 0.4 + 0.1 * rng() : 150 + 15 * normal(rng)
  },
  'eight decades, evenly': (rng) => 10 ** (8 * rng() - 3),
  'whole ms': (rng) => Math.floor(3000 * rng()),
  'nearly one value': (rng) => 100 + 1e-6 * rng(),
}

/** k6's rule: sorted, and linear between the two samples next to the index. */
function exactPercentile(sorted: Float64Array, share: number): number {
  const index = share * (sorted.length - 1)
  const low = sorted[Math.floor(index)] as number
  const high = sorted[Math.ceil(index)] as number
  return low + (high - low) * (index - Math.floor(index))
}

/** On the whole way that samples go: measured by two workers, sent every 20,000 samples or so, added up in windows. */
function measured(samples: Float64Array, rng: Rng): Histogram {
  const shards = [new Shard(0, 0), new Shard(1, 0)]
  const aggregator = new Aggregator([0, 1], [])
  let now = 0
  for (const sample of samples) {
    const shard = shards[rng() < 0.7 ? 0 : 1] as Shard
    shard.add(Builtin.http_req_duration, NO_TAGS, sample)
    if (rng() < 1 / 20_000) aggregator.apply(shard.drain((now += 250)))
  }
  for (const shard of shards) aggregator.apply(shard.drain((now += 250)))
  aggregator.closeAll(now)
  return aggregator.totals.overall.trend('http_req_duration')?.histogram as Histogram
}

it.each(Object.keys(distributions))(
  "finds each percentile of a million samples within the stated error of k6's exact rule: %s",
  (name) => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const anywhere = fc.array(share, { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(fc.integer(), anywhere, (seed, shares) => {
        const rng = seededRng(seed)
        const samples = Float64Array.from({ length: SAMPLES }, () =>
          (distributions[name] as (from: Rng) => number)(rng),
        )
        const histogram = measured(samples, rng)
        const sorted = samples.toSorted()
        const percents = [0, 1, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 99.999, 100]
        for (const percent of [...percents, ...shares.map((one) => 100 * one)]) {
          const stat = `p(${percent})`
          const exact = exactPercentile(sorted, percent / 100)
          const found = trendStats(histogram, [stat])[stat] as number
          expect({ stat, error: Math.abs(found - exact) / Math.max(exact, Number.MIN_VALUE) }).toSatisfy(
            ({ error }: { readonly error: number }) => error <= STATED_ERROR + ROUNDING,
          )
        }
        const { count, min, max } = trendStats(histogram, ['count', 'min', 'max'])
        expect({ count, min, max }).toEqual({ count: SAMPLES, min: sorted[0], max: sorted.at(-1) })
      }),
      { numRuns: 1 },
    )
  },
  60_000,
)
