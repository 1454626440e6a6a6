import { leastCount, leastSeconds } from './explorer/hand-record.ts'
import type { Unloaded } from './hold/hold.ts'
import type { HoldCollector } from './hold/hold-collector.ts'
import { settlingTime } from './hold/judge-hold.ts'
import { type Observation, secondsOf } from './observation.ts'
import { sum } from './statistics/summaries.ts'

/** How the load that is held now stands. */
export type Present =
  | { readonly kind: 'paused' }
  /** It is not held long enough to say anything yet; undefined seconds when nothing comes back. */
  | { readonly kind: 'too-short'; readonly missingSeconds: number | undefined }
  /** The last hold is of it. */
  | { readonly kind: 'held' }

export function presentOf(
  { ticks }: Pick<HoldCollector, 'ticks'>,
  last: Observation | undefined,
  unloaded: Unloaded | undefined,
): Present {
  if (last === undefined) return { kind: 'too-short', missingSeconds: undefined }
  if ((last.pausedFor ?? 0) > 0) return { kind: 'paused' }
  const missingSeconds = missingOf(ticks, last, settlingTime(unloaded?.p95) / 1000)
  return missingSeconds === 0 ? { kind: 'held' } : { kind: 'too-short', missingSeconds }
}

function missingOf(ticks: readonly Observation[], last: Observation, settling: number): number | undefined {
  const held = sum(ticks.map(secondsOf))
  const begin = (ticks[0]?.from ?? last.to) + settling * 1000
  const settled = ticks.filter(({ from }) => from >= begin)
  const ended = (some: readonly Observation[]): number => sum(some.map(({ good, failed }) => good + failed))
  const recent = ticks.slice(-4)
  const rate = ended(recent) / Math.max(0.001, sum(recent.map(secondsOf)))
  if (recent.length > 0 && rate === 0) return undefined
  const byTime = settling + leastSeconds - held
  const byCount = recent.length === 0 ? 0 : (leastCount - ended(settled)) / rate
  return Math.max(0, byTime, byCount)
}
