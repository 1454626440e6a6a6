import type { LimitReading } from './limit-reading.ts'
import { evidenceFor } from './evidence.ts'
import type { LimitContext, LimitSecond } from './limit-second.ts'
import { nextStep } from './next-step.ts'
import { rules } from './rules.ts'
import { situationOf } from './situation.ts'

/**
 * Is it me or the target: who holds back the load of these seconds. For the present, pass the last five; for a hold, all of its
 * settled seconds. Pure; saturation.md 5.3, with what differs told in docs/verdict.md. Undefined as long as there is no second that
 * was not paused.
 */
export function judgeLimit(seconds: readonly LimitSecond[], context: LimitContext): LimitReading | undefined {
  const situation = situationOf(seconds, context)
  if (situation === undefined) return undefined
  for (const rule of rules) {
    const decision = rule(situation)
    if (decision === undefined) continue
    const { verdict, confidence, flags: because } = decision
    return {
      verdict,
      confidence,
      because,
      evidence: evidenceFor(decision, situation),
      next: nextStep(decision, situation),
      flags: situation.flags,
    }
  }
  return undefined
}
