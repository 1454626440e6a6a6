import { judgeLimit } from '../judge-limit.ts'
import type { LimitReading } from '../limit-reading.ts'
import type { LimitContext } from '../limit-second.ts'
import { fiveOf, knownTarget, type SecondChange } from './make-second.ts'

/** Of five seconds that are alike. */
export const judge = (change: SecondChange = {}, context: Partial<LimitContext> = {}): LimitReading | undefined =>
  judgeLimit(fiveOf(change), { ...knownTarget, ...context })

/** `target (high)` */
export const brief = (reading: LimitReading | undefined): string => `${reading?.verdict} (${reading?.confidence})`
