import type { ProfileName, TestPlan } from './test-plan.ts'
import type { TestTick } from './test-second.ts'
import type { TestVerdict } from './test-view.ts'
import { judgeBreakpoint } from './verdicts/breakpoint.ts'
import { judgeSoak } from './verdicts/soak.ts'
import { judgeSpike } from './verdicts/spike.ts'
import { judgeSteady } from './verdicts/steady.ts'
import { judgeStress } from './verdicts/stress.ts'
import type { WorkloadVerdict } from './workload-verdict.ts'
import type { ZoneBook } from './zone-book.ts'

/** All that a test is judged by. */
export interface TestEvidence {
  readonly plan: TestPlan
  /** One for each zone, in their order. */
  readonly books: readonly ZoneBook[]
  /** Of the steady time and of the recovery. */
  readonly ticks: readonly TestTick[]
  readonly workloads: readonly WorkloadVerdict[]
}

const judges: Readonly<Record<ProfileName, (evidence: TestEvidence) => TestVerdict>> = {
  smoke: judgeSteady,
  load: judgeSteady,
  peak: judgeSteady,
  stress: judgeStress,
  soak: judgeSoak,
  spike: judgeSpike,
  breakpoint: judgeBreakpoint,
}

/** The verdict that the kind of test asks for. */
export const judgeTest = (evidence: TestEvidence): TestVerdict =>
  evidence.plan.profile === undefined ? judgeSteady(evidence) : judges[evidence.plan.profile](evidence)
