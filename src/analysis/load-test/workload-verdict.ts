import { formatDuration } from '../../base/duration.ts'
import { formatLatency, formatLoad, formatNumber, formatShare } from '../../base/readable-numbers.ts'
import type { Millis, PerSecond, Share } from '../../base/units.ts'
import type { WorkloadCounts } from './test-second.ts'
import type { TestConditions, WorkloadGoal } from './test-plan.ts'

/** `waiting`: nothing was counted yet that could be judged. */
export type VerdictState = 'pass' | 'fail' | 'waiting'

/** How one workload did against what it has to come to, over the seconds that are judged. */
export interface WorkloadVerdict {
  readonly name: string
  readonly state: VerdictState
  readonly target: PerSecond
  readonly achieved: PerSecond | undefined
  /** Mean. */
  readonly response: Millis | undefined
  readonly responseTarget: Millis
  readonly success: Share | undefined
  /** The number that decided: what failed the most, or else what came nearest to failing. */
  readonly decidedBy: string
}

/** What was counted of a workload while the load stood at `factor` times its target. */
export interface JudgedTime {
  readonly counts: WorkloadCounts
  readonly seconds: number
  readonly factor: number
  /** Mean over that time; undefined where it is not known. */
  readonly cpu: Share | undefined
}

/** A target is reached within this share of it. */
const TPS_TOLERANCE = 0.02

/** How near to its limit: above 1 it is not kept. */
interface Condition {
  readonly use: number
  readonly text: string
}

export function judgeWorkload(
  goal: WorkloadGoal,
  { counts, seconds, factor, cpu }: JudgedTime,
  conditions: TestConditions,
): WorkloadVerdict {
  const target = goal.tps * factor
  const { achieved, good, responses, responseTime } = counts
  const rate = seconds > 0 ? achieved / seconds : undefined
  const response = responses > 0 ? responseTime / responses : undefined
  const success = achieved > 0 ? good / achieved : undefined
  const kept = [
    tpsCondition(counts, target, seconds),
    ...(response === undefined ? [] : [responseCondition(response, goal.responseTarget)]),
    ...(success === undefined ? [] : [successCondition(success, conditions.success)]),
    ...(cpu === undefined ? [] : [cpuCondition(cpu, conditions.cpu)]),
  ]
  const worst = kept.reduce((a, b) => (b.use > a.use ? b : a))
  const isWaiting = seconds <= 0
  return {
    name: goal.name,
    state: isWaiting ? 'waiting' : worst.use > 1 ? 'fail' : 'pass',
    target,
    achieved: rate,
    response,
    responseTarget: goal.responseTarget,
    success,
    decidedBy: isWaiting ? 'nothing to judge yet' : worst.text,
  }
}

/** Even arrivals put one transaction more or less into any stretch of time: that one is no shortfall. */
function tpsCondition({ achieved, dropped, offered }: WorkloadCounts, target: PerSecond, seconds: number): Condition {
  const needed = target * seconds * (1 - TPS_TOLERANCE)
  const use = needed <= 0 ? 0 : needed / Math.max(achieved + 1, 1e-9)
  const rate = `${rateText(achieved / seconds)} of ${rateText(target)}`
  if (use <= 1) return { use, text: rate }
  const lost = dropped > 0 ? `, ${formatShare(dropped / Math.max(offered, 1))} were dropped: no VU was free` : ''
  return { use, text: `${rate}${lost}` }
}

function responseCondition(response: Millis, target: Millis): Condition {
  return { use: response / target, text: `mean response ${formatLatency(response)} of at most ${limitText(target)}` }
}

function successCondition(success: Share, least: Share): Condition {
  const allowed = 1 - least
  const use = allowed > 0 ? (1 - success) / allowed : success < 1 ? Infinity : 0
  return { use, text: `success ${formatShare(success)} of at least ${formatShare(least)}` }
}

const cpuCondition = (cpu: Share, most: Share): Condition => ({
  use: cpu / most,
  text: `CPU of the target ${formatShare(cpu)} of at most ${formatShare(most)}`,
})

const rateText = (rate: PerSecond): string => `${formatNumber(rate)}/s`
const limitText = (target: Millis): string =>
  target >= 1000 ? formatDuration(target) : `${formatLoad(Number(target.toPrecision(4)))} ms`
