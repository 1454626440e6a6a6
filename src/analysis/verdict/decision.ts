import type { Confidence, FlagName, LimitVerdict } from './limit-reading.ts'
import type { LimitSituation } from './situation.ts'

export interface Decision {
  readonly verdict: LimitVerdict
  readonly confidence: Confidence
  /** The flags that decided it, the most important first. */
  readonly flags: readonly FlagName[]
  /** What to do, where no flag and no verdict says it. */
  readonly next?: string
}

/** One rule of the verdict: its answer, or undefined when it does not apply. */
export type Rule = (situation: LimitSituation) => Decision | undefined

export const decision = (verdict: LimitVerdict, confidence: Confidence, flags: readonly FlagName[] = []): Decision => ({
  verdict,
  confidence,
  flags,
})
