import { formatLatency } from '../../../base/readable-numbers.ts'
import type { Millis } from '../../../base/units.ts'
import type { TestEvidence } from '../judge-test.ts'
import { findRecovery, type Recovery } from '../recovery.ts'
import type { Zone } from '../test-plan.ts'

/** How the service came back when the load did; undefined before there is anything to compare. */
export function comeBack({ plan, books, ticks }: TestEvidence): Recovery | 'unwell' | undefined {
  const steady = books.find(({ zone }) => zone.kind === 'steady')
  const recovery = books.find(({ zone }) => zone.kind === 'recovery')
  if (steady === undefined || recovery === undefined) return undefined
  const within = (zone: Zone, from: Millis) => ticks.filter((tick) => tick.from >= from && tick.to <= zone.to)
  return findRecovery(
    within(steady.zone, steady.settledAt),
    within(recovery.zone, recovery.zone.from),
    1 - plan.conditions.success,
  )
}

export const UNWELL = 'too much failed before the overload already: there is nothing to come back to'

export const secondsText = (time: Millis): string => `${(time / 1000).toFixed(1)} s`

export function recoveryText({ after, limit, watched }: Recovery): string {
  return after === undefined
    ? `has not come back within ${secondsText(watched)} (p95 above ${formatLatency(limit)}, or failures)`
    : `back after ${secondsText(after)}`
}
