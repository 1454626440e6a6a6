import { fullAt } from '../../base/target-reading.ts'
import type { PerSecond, Share } from '../../base/units.ts'
import { formatNumber, formatRate, formatShare } from '../explorer/wording.ts'
import { fitLaw, type ResourceLaw, type ResourceUse, usedAt, onlySteady } from './resource-law.ts'

/** What the target's resources have to do with its limit. */
export interface UtilisationReport {
  /** The first to bind first; those that never do last. */
  readonly laws: readonly ResourceLaw[]
  /** The resource that is the limit. */
  readonly bottleneck: ResourceLaw | undefined
  /** The one that binds next, once the bottleneck is widened. */
  readonly next: ResourceLaw | undefined
  /** Resources with far more than is needed at capacity, and by what they could be smaller. */
  readonly overProvisioned: readonly { readonly law: ResourceLaw; readonly factor: number }[]
  /** One or two plain sentences. */
  readonly conclusion: string
}

/** What is known of how much the target can do. */
export interface KnownCapacity {
  readonly throughput: PerSecond
  /** It was reached; else it is only the most that was seen. */
  readonly isReached: boolean
}

/** The rules of saturation.md 6. */
const asPredicted: Share = 0.1
const straight = 0.9
const nearlyFull: Share = 0.85
const seenFull: Share = 0.97
const farFromFull: Share = 0.7
const hardlyUsed: Share = 0.3
/** Less than half of what it varies by, and the throughput has hardly anything to do with it. */
const related = 0.5

/** Undefined as long as no resource was seen at different throughputs. */
export function reportUtilisation(
  uses: readonly ResourceUse[],
  capacity: KnownCapacity | undefined,
): UtilisationReport | undefined {
  if (capacity === undefined) return undefined
  const laws = uses
    .flatMap((use) => fitLaw(onlySteady(use, capacity.throughput)) ?? [])
    .toSorted((a, b) => (a.binds ?? Infinity) - (b.binds ?? Infinity))
  if (laws.length === 0) return undefined
  const bottleneck = capacity.isReached ? laws.find((law) => isBottleneck(law, capacity)) : undefined
  const next = laws.find(
    (law) => isRelated(law) && law !== bottleneck && law.binds !== undefined && !isSameCpu(law, bottleneck),
  )
  const overProvisioned = laws.flatMap((law) => overProvisionOf(law, capacity))
  const parts = { laws, bottleneck, next, overProvisioned }
  return { ...parts, conclusion: concludeFrom(parts, capacity) }
}

/** Whether the throughput has to do with how full it is: only then what a request takes of it means something. */
export const isRelated = ({ rSquared }: ResourceLaw): boolean => rSquared > related

/** Where it was seen full at capacity the line need not be straight: its CPU may have been slower for a while. */
function isBottleneck(law: ResourceLaw, { throughput }: KnownCapacity): boolean {
  const { binds, rSquared, highest, atTop, kind } = law
  if (binds === undefined || highest < nearlyFull || Math.abs(binds / throughput - 1) > asPredicted) return false
  return rSquared > straight || (isRelated(law) && atTop >= seenFull * (fullAt[kind] ?? Infinity))
}

/** Full, and not of this load. */
const isFullOfOthers = (law: ResourceLaw): boolean =>
  law.kind !== 'space' && !isRelated(law) && law.background >= farFromFull

/** The CPU of a machine and that of its busiest core or thread are full together. */
const isSameCpu = (law: ResourceLaw, other: ResourceLaw | undefined): boolean =>
  law.kind === 'cpu' && other?.kind === 'cpu'

function overProvisionOf(law: ResourceLaw, { throughput }: KnownCapacity): UtilisationReport['overProvisioned'] {
  const used = usedAt(law, throughput)
  const isScalable = law.kind === 'cpu' || law.kind === 'link' || law.kind === 'pool'
  return isScalable && isRelated(law) && used > 0 && used < hardlyUsed ? [{ law, factor: farFromFull / used }] : []
}

type Parts = Omit<UtilisationReport, 'conclusion'>

function concludeFrom({ laws, bottleneck, next }: Parts, capacity: KnownCapacity): string {
  const { throughput, isReached } = capacity
  const after = next?.binds === undefined ? '' : `; ${next.name} would bind next, at ${formatRate(next.binds)}`
  if (bottleneck !== undefined) {
    const each = `${formatNumber(bottleneck.demand.value * 1000)} ms`
    return `${bottleneck.name} is the limit: ${each} for each request, full at ${formatRate(bottleneck.binds ?? 0)}${after}`
  }
  const others = laws.filter(isFullOfOthers)
  const fillable = laws.filter((law) => law.kind !== 'space' && !others.includes(law))
  const fullest = Math.max(0, ...fillable.map((law) => usedAt(law, throughput)))
  if (!isReached) {
    return next?.binds === undefined
      ? 'no resource fills up with the load so far'
      : `${next.name} would bind first, at ${formatRate(next.binds)}`
  }
  if (fullest < farFromFull && others.length > 0) {
    const names = others.map(({ name, background }) => `${name} is ${formatShare(background)}`).join(' and ')
    return `no resource explains the limit beyond doubt: this load fills none (the fullest ${formatShare(fullest)}), but ${names} full without it${after}`
  }
  if (fullest < farFromFull) {
    return `no hardware resource is full (the fullest ${formatShare(fullest)}): a lock, a pool, a limiter or something downstream${after}`
  }
  return `no resource explains the limit beyond doubt${after}`
}
