import { type Rule, type Situation, saturationOf } from '../situation.ts'
import type { Trial, TrialRecord } from '../trial.ts'
import { formatLoad } from '../wording.ts'

/** A target that does not fall again is not pushed for ever. */
const mostProvocations = 2
const provoking = 'overloaded once more'
/** A little above the lowest load that buckled, so that chance does not decide. */
const pushed = 1.15

/** Shares of the highest load that was carried, from the top. */
const ladder = [0.85, 0.6, 0.4, 0.2, 0.05] as const
/** A target that is stuck at some goodput comes back, if at all, from loads below that. */
const belowStuck = 0.65

/**
 * Straight from overload down to a load that was carried well before: does it come back by itself? If not, further down, until it
 * does: a target that does not come back at the load where it fell is tripped (metastable failures, Bronson et al., HotOS 2021).
 */
export const recover: Rule = (situation) => {
  const { options, records } = situation
  if (!options.buckle || saturationOf(situation.findings) === undefined) return undefined
  const tried = records.filter(({ trial }) => trial.purpose === 'recover')
  if (tried.some(({ recoveredAfter }) => recoveredAfter !== undefined)) return undefined
  if (tried.length === 0 && !isOverloaded(situation)) return provoke(situation)
  const load = nextLoad(situation, tried)
  return load === undefined ? undefined : attempt(situation, load)
}

/** The load that the shares are of. */
export const carriedLoad = ({ findings }: Pick<Situation, 'findings'>): number =>
  Math.min(findings.lo?.load ?? 0, saturationOf(findings) ?? 0)

function isOverloaded({ last, buckle, options }: Situation): boolean {
  if (last === undefined) return false
  const worst = buckle?.buckled
  const isLow = worst === undefined || last.hold.goodput.value < (buckle?.threshold ?? 0)
  return isLow && (options.model === 'closed' || last.hold.verdict === 'saturated')
}

const isProvoked = (records: readonly TrialRecord[]): boolean =>
  records.filter(({ trial }) => trial.because.startsWith(provoking)).length >= mostProvocations

function provoke({ buckle, findings, options, records }: Situation): Trial | undefined {
  const buckled = buckle?.buckled?.load
  const load = buckled === undefined ? findings.saturated.at(-1)?.load : Math.min(options.maxLoad, pushed * buckled)
  if (load === undefined || isProvoked(records)) return undefined
  return {
    purpose: 'buckle',
    load,
    drain: false,
    least: 3,
    most: 20,
    count: 0,
    until: { kind: 'outcome', patience: 20 },
    because: `${provoking} with ${formatLoad(load, options.model)}, to see how it comes back from that`,
  }
}

function nextLoad(situation: Situation, tried: readonly TrialRecord[]): number | undefined {
  const carried = carriedLoad(situation)
  const last = tried.at(-1)
  const below = last?.hold.load ?? Infinity
  const step = ladder.map((share) => share * carried).find((load) => load < 0.9 * below)
  if (step === undefined || last === undefined) return rounded(step, situation)
  const stuck = last.hold.goodput.value
  const isStuckHigh = belowStuck * stuck > 0.5 * step
  return rounded(isStuckHigh ? Math.min(step, belowStuck * stuck) : step, situation)
}

const rounded = (load: number | undefined, { options }: Situation): number | undefined =>
  load === undefined || options.model === 'open' ? load : Math.max(1, Math.round(load))

function attempt(situation: Situation, load: number): Trial {
  const { options, findings } = situation
  const capacity = findings.capacity?.value ?? 0
  const expected = Math.min(usualGoodput(situation, load), capacity)
  const patience = 8 + Math.min(40, 1.5 * timeToWorkOff(situation, load))
  return {
    purpose: 'recover',
    load,
    drain: false,
    least: 2,
    most: patience,
    count: 0,
    until: { kind: 'recovered', expected, usualInside: usualInside(situation, load) },
    because: `down to ${formatLoad(load, options.model)}: does the target come back by itself?`,
  }
}

/** At the goodput it was stuck at, if it was, else at capacity. */
function timeToWorkOff(situation: Situation, load: number): number {
  const { last, findings } = situation
  const capacity = findings.capacity?.value ?? 0
  if (last?.trial.purpose !== 'recover') return debtOf(situation) / Math.max(1, capacity - load)
  const stuck = last.hold.goodput.value
  return stuck > load ? last.hold.inFlight / (stuck - load) : debtOf(situation) / Math.max(1, capacity - load)
}

/** What was asked for beyond capacity since the target was last calm: a server may still work on it when nobody waits any more. */
function debtOf({ records, findings, options }: Situation): number {
  if (options.model === 'closed') return 0
  const capacity = findings.capacity?.value ?? 0
  const since = records.findLastIndex(({ trial }) => trial.drain)
  return records
    .slice(Math.max(0, since))
    .reduce((debt, { hold }) => Math.max(0, debt + (hold.offered - capacity) * hold.dwell), 0)
}

/** In proportion to what the highest carried load brought. */
function usualGoodput({ findings }: Situation, load: number): number {
  const { lo, perLoad } = findings
  const perUnit = lo === undefined || lo.load === 0 ? (perLoad?.value ?? 1) : lo.goodput.value / lo.load
  return perUnit * load
}

/** By Little's law from the response time on the ramp. */
function usualInside({ findings, unloaded, options }: Situation, load: number): number {
  if (options.model === 'closed') return Infinity
  const { lo } = findings
  const usual = lo === undefined || lo.load === 0 ? 0 : (lo.inFlight * load) / lo.load
  return Math.max(usual, ((unloaded?.p50 ?? 0) * load) / 1000)
}
