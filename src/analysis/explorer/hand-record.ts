import type { HoldContext, Unloaded } from '../hold/hold.ts'
import { judgeHold } from '../hold/judge-hold.ts'
import type { LoadModel, Observation } from '../observation.ts'
import type { Trial, TrialRecord } from './trial.ts'

/** A hold by hand counts from here on (saturation.md 2.6). */
export const leastSeconds = 1.5
export const leastCount = 200

const byHand = (load: number): Trial => ({
  purpose: 'by-hand',
  load,
  drain: false,
  least: leastSeconds,
  most: Infinity,
  count: leastCount,
  until: { kind: 'decided' },
  because: 'held by hand',
})

/** More comes back than is asked for: the backlog is worked off, and the rest is arithmetic. */
const worksOff = 1.05
/** A target that has not come back in this time is not on its way. */
const stuckSeconds = 8
/** More than this many times the usual inside at the begin, and the hold says something about what came before it. */
const crowded = 3

/** What the hold came after. */
interface Before {
  readonly last: TrialRecord | undefined
  readonly unloaded: Unloaded | undefined
  readonly model: LoadModel
}

/**
 * What the operator held, as a record. A hold that began while the target still worked off an overload is a recovery: it says
 * nothing about the curve, but whether the target came back at that load.
 */
export function handRecord(
  ticks: readonly Observation[],
  before: Before,
  context: HoldContext,
): TrialRecord | undefined {
  const hold = judgeHold(ticks, context)
  if (hold === undefined || hold.seconds < leastSeconds || hold.count < leastCount) return undefined
  const trial = byHand(hold.load)
  if (!isAfterOverload(ticks, hold.load, before)) return { trial, hold, recoveredAfter: undefined }
  const isBack = hold.verdict === 'sustained' || hold.goodput.value > worksOff * hold.load
  const isStuck = hold.verdict === 'saturated' && hold.dwell >= stuckSeconds
  if (!isBack && !isStuck) return undefined
  const recoveredAfter = isBack ? (hold.from - (ticks[0]?.from ?? hold.from)) / 1000 : undefined
  return { trial: { ...trial, purpose: 'recover', because: 'held by hand after an overload' }, hold, recoveredAfter }
}

function isAfterOverload(ticks: readonly Observation[], load: number, { last, unloaded, model }: Before): boolean {
  if (model === 'closed' || last === undefined) return false
  const isDown = load < last.hold.load
  const wasOverloaded = last.hold.verdict === 'saturated'
  const usual = (load * (unloaded?.p50 ?? 0)) / 1000
  return isDown && wasOverloaded && (ticks[0]?.inFlight ?? 0) > crowded * usual + 5
}
