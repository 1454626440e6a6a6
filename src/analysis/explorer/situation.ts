import { type BuckleFindings, buckleOf } from '../curve/buckle.ts'
import { closedFindings } from '../curve/closed-findings.ts'
import type { Findings } from '../curve/findings.ts'
import { openFindings } from '../curve/open-findings.ts'
import type { Hold, Unloaded } from '../hold/hold.ts'
import { type ExplorerOptions, type Goals, goalsOf } from './options.ts'
import type { Purpose, Trial, TrialRecord } from './trial.ts'

/** What the holds so far have told. */
export interface Prior {
  readonly unloaded: Unloaded | undefined
  readonly records: readonly TrialRecord[]
}

/** All that is known, and nothing else: what to do next follows from it alone. */
export interface Knowledge extends Prior {
  readonly options: ExplorerOptions
}

/** Knowledge, and what follows from it. */
export interface Situation extends Knowledge {
  readonly goals: Goals
  readonly findings: Findings
  readonly buckle: BuckleFindings | undefined
  readonly last: TrialRecord | undefined
}

/** Says what to try next, or that it has nothing more to ask. */
export type Rule = (situation: Situation) => Trial | undefined

/** What comes right after an overload says something about recovery, not about the curve. */
const isOfCurve = ({ trial }: TrialRecord): boolean => trial.purpose !== 'recover' && trial.purpose !== 'recheck'

export function situationOf(knowledge: Knowledge): Situation {
  const { options, records, unloaded } = knowledge
  const holds: readonly Hold[] = records.filter(isOfCurve).map(({ hold }) => hold)
  const isOpen = options.model === 'open'
  const findings = isOpen ? openFindings(holds, unloaded) : closedFindings(holds)
  return {
    ...knowledge,
    goals: goalsOf[options.accuracy],
    findings,
    buckle: buckleOf(findings, isOpen),
    last: records.at(-1),
  }
}

export const timesTried = ({ records }: Situation, purpose: Purpose): number =>
  records.filter(({ trial }) => trial.purpose === purpose).length

/** The load at saturation: where the ramp meets the plateau. */
export function saturationOf({ capacity, perLoad }: Findings): number | undefined {
  return capacity === undefined || perLoad === undefined ? undefined : capacity.value / perLoad.value
}

/** What is left over from a load that was too much would spoil the next hold. */
export const needsDrain = ({ last, findings }: Situation): boolean =>
  last !== undefined &&
  last.hold !== findings.lo &&
  !(last.hold.verdict === 'sustained' || findings.saturated.length === 0)
