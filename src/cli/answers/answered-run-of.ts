import type { AnsweredRun, ResourceFacts } from '../../analysis/answers/answered-run.ts'
import type { Capacity } from '../../analysis/capacity.ts'
import type { RunRecord } from '../../engine/record/read-record.ts'
import type { RunResult } from '../../engine/result.ts'

/** What the document of a run says of the target's resources (cli/limits/target-result.ts). */
interface TargetDocument {
  readonly utilisation?: {
    readonly resources?: readonly ResourceFacts[]
    readonly overProvisioned?: AnsweredRun['overProvisioned']
  } | null
}

/** A record as far as the eight questions are about it. A run that was cut off has no result: nothing is answered from it. */
export function answeredRunOf({ header, result }: Pick<RunRecord, 'header' | 'result'>): AnsweredRun {
  const { capacity, test, target } = (result ?? {}) as Partial<RunResult>
  const { utilisation } = (target ?? {}) as TargetDocument
  return {
    name: header.id,
    work: header.target,
    labels: header.labels,
    test: (test ?? undefined) as AnsweredRun['test'],
    capacity: (capacity ?? undefined) as Capacity | undefined,
    resources: utilisation?.resources ?? [],
    overProvisioned: utilisation?.overProvisioned ?? [],
  }
}
