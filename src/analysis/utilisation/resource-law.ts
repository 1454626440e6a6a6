import { fullAt, type ResourceReading } from '../../base/target-reading.ts'
import type { PerSecond, Share } from '../../base/units.ts'
import type { Estimate } from '../statistics/batch-means.ts'
import { slopeOf } from '../statistics/slope.ts'
import { mean, median, sum } from '../statistics/summaries.ts'

/** How full a resource was while so many requests a second were done, at one load. */
export interface UtilisationPoint {
  readonly throughput: PerSecond
  readonly used: number
  /** Arrivals meanwhile; undefined where the target's answers set the pace (closed model). */
  readonly offered?: PerSecond | undefined
}

/** A resource of the target, with all that was seen of it. */
export interface ResourceUse {
  readonly name: string
  readonly kind: ResourceReading['kind']
  readonly points: readonly UtilisationPoint[]
}

/** What a request takes of a resource, and where that ends. */
export interface ResourceLaw {
  readonly name: string
  readonly kind: ResourceReading['kind']
  /** D: seconds of the resource for each request. */
  readonly demand: Estimate
  /** b: how full it is without any request. */
  readonly background: number
  /** How much of what it varies by follows the throughput. */
  readonly rSquared: number
  /** The highest that was seen. */
  readonly highest: number
  /** The median of what was seen where throughput was highest. */
  readonly atTop: number
  /** The throughput at which it would be full; undefined where full has no meaning, or nothing follows from the throughput. */
  readonly binds: PerSecond | undefined
}

/** Fewer points, or all at nearly one throughput, make no line. */
const fewest = 4
const leastSpread: Share = 0.3
/** From this share of the highest on, throughput is at its highest. */
const top: Share = 0.9
/** What may be missing, or too much, of what is expected of a second: a share, and some answers that a second has or has not yet. */
const tolerance: Share = 0.05
const fewAnswers: PerSecond = 2

/**
 * The utilisation law, U = X D, with what is there without load: U = b + X D by ordinary least squares over intervals of constant load
 * (P. J. Denning and J. P. Buzen, The Operational Analysis of Queueing Network Models, ACM Computing Surveys 10, 1978, 3.2). It holds
 * for any resource that does work for requests, so the throughput at which U reaches what is full is where it binds.
 */
export function fitLaw({ name, kind, points }: ResourceUse): ResourceLaw | undefined {
  const xs = points.map(({ throughput }) => throughput)
  const ys = points.map(({ used }) => used)
  if (points.length < fewest || Math.max(...xs) - Math.min(...xs) < leastSpread * Math.max(...xs)) return undefined
  const demand = slopeOf(xs, ys)
  const background = mean(ys) - demand.value * mean(xs)
  const full = fullAt[kind]
  const follows = demand.value - demand.half > 0
  const binds = full === undefined || !follows || kind === 'space' ? undefined : (full - background) / demand.value
  return {
    name,
    kind,
    demand,
    background,
    rSquared: rSquaredOf(points, (x) => background + demand.value * x),
    highest: Math.max(...ys),
    atTop: atTopOf(points, Math.max(...xs)),
    binds: binds !== undefined && binds > 0 ? binds : undefined,
  }
}

/**
 * Only the points at which as much comes back as is asked for, or as can be done. In a buckled target a request takes more of a resource than
 * it does otherwise; and while a backlog drains, the throughput changes within the span of a point. Neither lies on a line with the rest.
 */
export const onlySteady = (use: ResourceUse, capacity: PerSecond): ResourceUse => ({
  ...use,
  points: use.points.filter(({ offered, throughput }) => {
    if (offered === undefined) return true
    const expected = Math.min(offered, capacity)
    return Math.abs(throughput - expected) <= tolerance * expected + fewAnswers
  }),
})

/** How full it is at a throughput. */
export const usedAt = ({ demand, background }: ResourceLaw, throughput: PerSecond): number =>
  background + demand.value * throughput

const atTopOf = (points: readonly UtilisationPoint[], highest: PerSecond): number =>
  median(points.filter(({ throughput }) => throughput >= top * highest).map(({ used }) => used)) ?? 0

function rSquaredOf(points: readonly UtilisationPoint[], line: (x: number) => number): number {
  const center = mean(points.map(({ used }) => used))
  const around = sum(points.map(({ used }) => (used - center) ** 2))
  const left = sum(points.map(({ throughput, used }) => (used - line(throughput)) ** 2))
  return around === 0 ? 0 : Math.max(0, 1 - left / around)
}
