import type { Capacity } from '../../analysis/capacity.ts'
import type { HeldLoad } from '../../analysis/held-load.ts'
import type { HoldLimit, RunLimit } from '../../analysis/verdict/limit-book.ts'
import type { HostResult, RunResult } from '../../engine/result.ts'
import type { LimitFacts } from '../../report/report-data.ts'

/** What the report takes from the document that a run wrote when it ended by itself. */
export interface RecordedResult {
  readonly exitCode: number
  readonly capacity: Capacity | undefined
  /** Undefined where kneepoint did not write them yet. */
  readonly holds: readonly HeldLoad[] | undefined
  readonly limit: LimitFacts
  /** Who held back each load. */
  readonly holdLimits: readonly HoldLimit[]
  readonly thresholds: RunResult['thresholds'] | undefined
  readonly host: HostResult | undefined
}

/** Undefined when the run was cut off. What a version of kneepoint did not write yet is not known. */
export function recordedResult(result: unknown): RecordedResult | undefined {
  if (typeof result !== 'object' || result === null) return undefined
  const { exitCode, capacity, holds, limit, thresholds, host } = result as Partial<RunResult>
  if (exitCode === undefined) return undefined
  return {
    exitCode,
    capacity: (capacity ?? undefined) as Capacity | undefined,
    holds: (holds as readonly HeldLoad[] | undefined)?.map(withInfinity),
    ...limitsOf(limit ?? undefined),
    thresholds,
    host,
  }
}

/** JSON has null for what is infinite: the error of a hold of one batch. */
const withInfinity = (hold: HeldLoad): HeldLoad => {
  const { value, se, half } = hold.goodput as { [K in keyof HeldLoad['goodput']]: number | null }
  return { ...hold, goodput: { value: value ?? Infinity, se: se ?? Infinity, half: half ?? Infinity } }
}

export const unjudged: LimitFacts = { verdict: 'undetermined', confidence: undefined, evidence: [], next: undefined }

function limitsOf(limit: Partial<RunLimit> | undefined): Pick<RecordedResult, 'limit' | 'holdLimits'> {
  if (limit === undefined) return { limit: unjudged, holdLimits: [] }
  const { verdict = 'undetermined', confidence, evidence = [], next, holds = [] } = limit
  return { limit: { verdict, confidence, evidence, next }, holdLimits: holds }
}
