import type { Hold } from '../hold/hold.ts'
import { aroundBy, type Interval } from '../statistics/interval.ts'
import { z95 } from '../statistics/student.ts'
import { sum } from '../statistics/summaries.ts'
import { type Findings, peersOf, plateauLevel, shapeOf } from './findings.ts'
import { mergeHolds, noiseOf } from './merge-holds.ts'

/** A hold that brings less than this share of what the ramp promises is past the ramp. */
const onRampShare = 0.8
/** Fewer iterations say nothing about being past the ramp. */
const fewestIterations = 50

/**
 * Closed model: the ramp is goodput = load x s, where s = 1 / (response + think) at low load (asymptotic bounds, Denning and Buzen
 * 1978), and a hold is judged by how far it is below that line. It can have no backlog.
 */
export function closedFindings(holds: readonly Hold[]): Findings {
  const usable = holds.filter(({ limitedBy }) => limitedBy === undefined).toSorted((a, b) => a.load - b.load)
  const perLoad = rampOf(usable)
  const promised = (hold: Hold): number => (perLoad?.value ?? 0) * hold.load
  const isOverload = (hold: Hold): boolean =>
    hold.goodput.value + 2 * hold.goodput.se < onRampShare * promised(hold) && hold.count >= fewestIterations
  const first = usable.findIndex(isOverload)
  // The last hold on the ramp may already be on the peak.
  const candidates = first < 0 ? [] : usable.slice(Math.max(0, first - 1))
  const noise = noiseOf(candidates)
  const merged = mergeHolds(candidates, noise)
  const saturated = merged.filter(isOverload)
  const hi = saturated[0]
  const lo = usable.filter(({ load }) => load < (hi?.load ?? Infinity)).at(-1)
  const peers = peersOf(merged)
  const shape = shapeOf(undefined, saturated, peers)
  const level = peers.length === 0 ? undefined : plateauLevel(peers)
  const capacity = shape === 'peak' && level !== undefined ? peakOf(merged, level, peers) : level
  return { lo, hi, saturated, noise, peers, shape, perLoad, capacity }
}

/**
 * A peak between the loads that were held is a little higher than the best of them: the vertex of the parabola through it and its
 * neighbours, over the logarithm of the load (successive parabolic interpolation, Brent 1973), never above by more than they differ.
 */
function peakOf(holds: readonly Hold[], level: Interval, peers: readonly Hold[]): Interval {
  const [best] = peers.toSorted((a, b) => b.goodput.value - a.goodput.value)
  const before = holds.findLast(({ load }) => load < 0.98 * (best?.load ?? 0))
  const after = holds.find(({ load }) => load > 1.02 * (best?.load ?? Infinity))
  if (best === undefined || before === undefined || after === undefined) return level
  const [a, b, c] = [before, best, after].map(({ load, goodput }) => ({ x: Math.log(load), y: goodput.value })) as [
    Point,
    Point,
    Point,
  ]
  const [left, right] = [(b.y - a.y) / (b.x - a.x), (c.y - b.y) / (c.x - b.x)]
  const curvature = (right - left) / (c.x - a.x)
  if (!(curvature < 0)) return level
  const atBest = left + curvature * (b.x - a.x)
  const rise = Math.min(-(atBest ** 2) / (4 * curvature), Math.max(b.y - a.y, b.y - c.y, 0))
  const value = Math.max(level.value, best.goodput.value + rise)
  return { value, low: level.low, high: value + (level.high - level.value) + rise }
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Iterations scatter at least this much, as a share of their mean; counts of them more. */
const leastScatter = { counts: 0.3, times: 0.05 }

interface Cycle {
  readonly load: number
  /** What one user needs for a good iteration, s. */
  readonly seconds: number
  /** Standard error as a share of it. */
  readonly error: number
}

/**
 * N / X: how long a user's iterations take is known much better than how many there were, as it scatters less (the response time law
 * of interactive systems, Denning and Buzen 1978). Where their times were not measured, from the counts. A hold with few iterations
 * knows neither the mean nor the scatter well, so it is taken to scatter as much as all together do.
 */
function cyclesOf(holds: readonly Hold[]): Cycle[] {
  const common = commonScatter(holds)
  return holds.map((hold) => {
    const { load, goodput, count, time, errorShare } = hold
    const iterations = Math.sqrt(Math.max(1, count))
    if (time === undefined || errorShare >= 1) {
      const error = Math.max(goodput.se / goodput.value, leastScatter.counts / iterations)
      return { load, seconds: load / goodput.value, error }
    }
    const error = Math.max(scatterOf(hold), common, leastScatter.times) / iterations
    return { load, seconds: time.mean / 1000 / (1 - errorShare), error }
  })
}

/** Coefficient of variation of the times of its iterations. */
const scatterOf = ({ time, count }: Hold): number =>
  time === undefined ? 0 : (time.se / time.mean) * Math.sqrt(Math.max(1, count))

const commonScatter = (holds: readonly Hold[]): number =>
  Math.sqrt(
    sum(holds.map((hold) => scatterOf(hold) ** 2 * hold.count)) / Math.max(1, sum(holds.map(({ count }) => count))),
  )

/** Up to this share of the load at saturation users hardly wait for each other. */
const unhinderedShare = 0.5
/** The finest that a slope is claimed to be known. */
const finest = 0.01

/** s from the holds on the lower half of the ramp; which those are depends on s, so it is found in two rounds. */
function rampOf(holds: readonly Hold[]): Interval | undefined {
  const known = holds.filter(({ count }) => count > 0)
  const [first] = known
  if (first === undefined) return undefined
  const best = Math.max(...known.map(({ goodput }) => goodput.value))
  const knee = best / (first.goodput.value / first.load)
  const lower = known.filter(({ load }) => load === first.load || load <= unhinderedShare * knee)
  return curvedSlope(lower) ?? straightSlope(lower)
}

/** Mean of the cycles, weighted by how well each is known. */
function straightSlope(ramp: readonly Hold[]): Interval {
  const cycles = cyclesOf(ramp).map(({ seconds, error }) => ({ seconds, weight: 1 / (error * seconds) ** 2 }))
  const total = sum(cycles.map(({ weight }) => weight))
  const mean = sum(cycles.map(({ seconds, weight }) => seconds * weight)) / total
  return aroundBy(1 / mean, Math.max(z95 / Math.sqrt(total) / mean, finest) / mean)
}

/** A bend of the ramp must be this many standard errors to be one. */
const bendErrors = 4

/**
 * Where each user slows the others down from the second on, the time per iteration N / X grows in a straight line with N (the
 * universal scalability law without its coherency term): then s is what one user alone would bring, 1 / (N / X at N = 1). Undefined
 * when the ramp is straight.
 */
function curvedSlope(ramp: readonly Hold[]): Interval | undefined {
  if (new Set(ramp.map(({ load }) => load)).size < 3) return undefined
  const points = cyclesOf(ramp).map(({ load, seconds: time, error }) => ({
    x: load - 1,
    time,
    weight: 1 / (error * time) ** 2,
  }))
  const total = sum(points.map(({ weight }) => weight))
  const [mx, mt] = [
    sum(points.map(({ x, weight }) => x * weight)) / total,
    sum(points.map(({ time, weight }) => time * weight)) / total,
  ]
  const spread = sum(points.map(({ x, weight }) => weight * (x - mx) ** 2))
  const slope = sum(points.map(({ x, time, weight }) => weight * (x - mx) * (time - mt))) / spread
  if (slope * Math.sqrt(spread) < bendErrors) return undefined
  const alone = mt - slope * mx
  const error = Math.sqrt(1 / total + mx ** 2 / spread) / alone
  return aroundBy(1 / alone, Math.max(z95 * error, finest) / alone)
}
