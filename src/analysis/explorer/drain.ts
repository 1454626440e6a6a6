import type { Findings } from '../curve/findings.ts'
import type { Unloaded } from '../hold/hold.ts'
import { totalsOf } from '../hold/totals.ts'
import type { LoadModel, Observation } from '../observation.ts'
import { meanOfKnown } from '../statistics/summaries.ts'
import { saturationOf } from './situation.ts'

/** Just enough load to see how the target is: 2 % of saturation, 2 to 20 per second; at least one VU. */
export function trickleOf(findings: Findings, model: LoadModel): number {
  const share = 0.02 * (saturationOf(findings) ?? findings.hi?.load ?? 0)
  return model === 'open' ? Math.min(20, Math.max(2, share)) : Math.max(1, Math.round(share))
}

/** Answers that must have come, all of them good, and the least time they are looked at, in s. */
const fewestAnswers = 2
const leastSeconds = 0.5
const recentSeconds = 1

/**
 * Whether what an overload left behind is gone: next to nothing inside, and the trickle is answered well and as fast as without
 * load. Looking at the answers too is needed because a server may work on at what its clients have given up.
 */
export function isCalm(ticks: readonly Observation[], unloaded: Unloaded): boolean {
  const last = ticks.at(-1)
  if (last === undefined) return false
  const recent = recentOf(ticks)
  const { seconds, started, good, failed } = totalsOf(recent)
  if (seconds < leastSeconds || good < fewestAnswers || failed > 2 * unloaded.errorShare * started) return false
  const usual = (unloaded.p50 / 1000) * (started / seconds)
  const response = responseOf(recent) ?? Infinity
  return last.inFlight <= 3 + 8 * usual && response < calmFactor(unloaded, ticks) * unloaded.response.p50
}

/** Response times this much above those without load are not yet calm. */
const lenientFactor = 1.5
/** Where response times hardly scatter, less is enough to see a cold cache, as long as it still gets warmer. */
const strictFactor = 1.08
const steadyTail = 1.3
const longestWarming = 30

/** Median response time of the requests, on the average of the spans. */
const responseOf = (ticks: readonly Observation[]): number | undefined =>
  meanOfKnown(ticks.map(({ response, p50 }) => response?.p50 ?? p50))

function calmFactor({ response }: Unloaded, ticks: readonly Observation[]): number {
  const isSteady = response.p95 < steadyTail * response.p50
  return isSteady && isWarming(ticks) ? strictFactor : lenientFactor
}

/** Compared over so many seconds each, answers are faster by this share. */
const comparedSeconds = 1.5
const fasterShare = 0.985

function isWarming(ticks: readonly Observation[]): boolean {
  const waited = totalsOf(ticks).seconds
  if (waited > longestWarming) return false
  if (waited < 2 * comparedSeconds) return true
  const responses = (from: number, to: number): number =>
    responseOf(ticks.slice(Math.round(from * perSecond), Math.round(to * perSecond))) ?? 0
  const perSecond = ticks.length / waited
  const middle = waited - comparedSeconds
  return responses(middle, waited) < fasterShare * responses(middle - comparedSeconds, middle)
}

/** The last second, or longer if so few answers came in it. */
function recentOf(ticks: readonly Observation[]): readonly Observation[] {
  const end = ticks.at(-1)?.to ?? 0
  for (const seconds of [recentSeconds, 2 * recentSeconds, 4 * recentSeconds]) {
    const recent = ticks.filter(({ from }) => from >= end - seconds * 1000 - 1)
    if (totalsOf(recent).good >= fewestAnswers) return recent
  }
  return ticks
}
