import type { Observation } from '../observation.ts'
import type { Estimate } from '../statistics/batch-means.ts'
import { t95 } from '../statistics/student.ts'
import { floorRise } from './backlog.ts'
import { type Hold, type HoldContext, type HoldVerdict, slowdownOf } from './hold.ts'

export interface Evidence {
  /** Share of the offered that failed or was dropped. */
  readonly lost: Estimate
  readonly backlog: readonly number[]
  readonly context: HoldContext
}

export type Measures = Omit<Hold, 'verdict' | 'limitedBy'>
type Judged = Omit<Hold, 'limitedBy'>

/**
 * Sustained when even the upper end of the deficit is below delta. Saturated when the loss is surely above delta, when much is
 * missing whatever became of it, or when the backlog surely grows (saturation.md 2.2).
 */
export function verdictOf(hold: Measures, evidence: Evidence): HoldVerdict {
  const { tolerance, model } = evidence.context
  if (model === 'closed' || !(hold.offered > 0)) return 'undecided'
  if (hold.deficit.value + hold.deficit.half < tolerance) return 'sustained'
  return isLosing(evidence) || isMissing(hold) || isPilingUp(hold, evidence) ? 'saturated' : 'undecided'
}

/** Standard errors that a loss must stand out of delta by. */
const lossErrors = 2.5

const isLosing = ({ lost, context }: Evidence): boolean =>
  lost.value - (context.unloaded?.errorShare ?? 0) - lossErrors * lost.se > context.tolerance

/** What is missing of the offered counts when it is this much, beyond all noise of goodput, for so long. */
const missingMuch = 0.1
const missingErrors = 3
const missingSeconds = 3

const isMissing = ({ offered, goodput, seconds }: Measures): boolean =>
  seconds >= missingSeconds && offered - goodput.value - missingErrors * goodput.se > missingMuch * offered

/** How far a backlog's growth, and the rise of its floor, must stand out of its usual fluctuation. */
const growthNoise = 6
const floorNoise = 3
/** Degrees of freedom of a line through 8 blocks. */
const driftFreedom = 6

/**
 * The backlog grows by more than it fluctuates, sqrt(L R0 + 4), and from a floor that rises: that is what tells overload from
 * pauses, after which the backlog comes back to where it was.
 */
function isPilingUp(hold: Measures, { backlog, context }: Evidence): boolean {
  const { deficit, offered } = hold
  if (deficit.value - t95(driftFreedom) * deficit.se <= context.tolerance / 2) return false
  const noise = Math.sqrt((offered * (context.unloaded?.p50 ?? hold.p50 ?? 0)) / 1000 + 4)
  const growth = (backlog.at(-1) ?? 0) - (backlog[0] ?? 0)
  return growth > growthNoise * noise && floorRise(backlog) > floorNoise * noise
}

/** Share of arrivals dropped that is no accident. */
const droppedMuch = 0.02
/** A target that is slower than this, compared with no load, is what keeps the iterations inside. */
const slowed = 1.5

/** So much less begun than was asked for, beyond the chance of arrivals, and the generator did not get round to it. */
const lateMuch = 0.05
const chanceErrors = 3

/**
 * What held it back, if not the target. Where all came back nothing did, however busy the generator was. Dropped arrivals are the
 * target's doing only if it is slow; else too few iterations were allowed inside (Little: L <= cap / R).
 */
export function limitOf(hold: Judged, ticks: readonly Observation[], context: HoldContext): Hold['limitedBy'] {
  if (isLate(hold, context)) return 'generator'
  if (hold.verdict === 'sustained') return undefined
  const flagged = ticks.filter(({ generatorLimited }) => generatorLimited === true).length
  if (flagged * 2 > ticks.length) return 'generator'
  if (hold.droppedShare < droppedMuch) return undefined
  if ((slowdownOf(hold, context.unloaded) ?? Infinity) > slowed) return undefined
  return hold.inFlight > 0.8 * context.inFlightCap ? 'in-flight' : 'generator'
}

function isLate({ load, offered, seconds }: Judged, { model }: HoldContext): boolean {
  if (model === 'closed') return false
  const missing = (load - offered) * seconds
  return missing > lateMuch * load * seconds + chanceErrors * Math.sqrt(load * seconds)
}
