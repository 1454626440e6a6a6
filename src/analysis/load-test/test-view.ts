import type { Millis, PerSecond } from '../../base/units.ts'
import type { TestPlan, Zone } from './test-plan.ts'
import type { WorkloadVerdict } from './workload-verdict.ts'

/** How a test turned out. `undecided`: not enough of it has been seen. */
export interface TestVerdict {
  readonly state: 'pass' | 'fail' | 'undecided'
  /** One sentence, with the numbers that decided. */
  readonly text: string
  /** What else was found, a line each. */
  readonly findings: readonly string[]
}

/** What came back over time, in few enough points to draw. */
export interface TracePoint {
  readonly at: Millis
  readonly achieved: PerSecond
}

/** A test as it stands. */
export interface TestView {
  readonly plan: TestPlan
  /** On the run's clock, pauses left out. */
  readonly now: Millis
  /** Undefined before the first and after the last. */
  readonly zone: Zone | undefined
  /** In the order of the plan, over the seconds that are judged. */
  readonly workloads: readonly WorkloadVerdict[]
  readonly verdict: TestVerdict
  readonly trace: readonly TracePoint[]
}
