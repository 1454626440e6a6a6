import type { PerSecond } from '../../base/units.ts'
import type { Answer } from './answer.ts'
import { type AnsweredRun, targetOf } from './answered-run.ts'
import { PEAK, type Question } from './question.ts'
import { bestSettings } from './questions/best-settings.ts'
import { leaks } from './questions/leaks.ts'
import { leastResources } from './questions/least-resources.ts'
import { metricsExplain } from './questions/metrics-explain.ts'
import { overProvisioned } from './questions/over-provisioned.ts'
import { peakBorne } from './questions/peak-borne.ts'
import { targetReached } from './questions/target-reached.ts'
import { whenToScale } from './questions/when-to-scale.ts'

/** The eight questions, in the order of the document. */
const questions: readonly Question[] = [
  targetReached,
  peakBorne,
  leaks,
  whenToScale,
  leastResources,
  overProvisioned,
  metricsExplain,
  bestSettings,
]

export interface Stated {
  readonly target: PerSecond | undefined
  readonly forTps: PerSecond | undefined
}

/** What the runs say to each of the questions. `runs`: the oldest first; what somebody states goes before what the runs state. */
export function answerAll(runs: readonly AnsweredRun[], stated: Stated): readonly Answer[] {
  const target = stated.target ?? targetOf(runs)
  const peak = target === undefined ? undefined : PEAK * target
  const context = { target, forTps: stated.forTps ?? peak }
  return questions.map(({ question, answer }) => ({ question, next: undefined, ...answer(runs, context) }))
}
