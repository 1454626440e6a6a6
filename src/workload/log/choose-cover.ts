import type { Share } from '../../base/units.ts'
import type { RouteFacts } from './log-facts.ts'

/** The routes that stand for a log. */
export interface Cover {
  readonly chosen: readonly RouteFacts[]
  /** Of all requests. */
  readonly covered: Share
}

/** Rounding errors of shares that add up. */
const NOTHING = 1e-9

/**
 * The smallest set of routes that makes up so much of all requests: the most frequent ones, as no other set of the same size
 * can have more. `routes` are sorted that way.
 */
export function chooseCover(routes: readonly RouteFacts[], share: Share): Cover {
  let covered = 0
  const chosen: RouteFacts[] = []
  for (const route of routes) {
    if (covered >= share - NOTHING) break
    chosen.push(route)
    covered += route.share
  }
  return { chosen, covered: Math.min(1, covered) }
}
