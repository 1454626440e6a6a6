import type { ExitCode } from '../base/exit-code.ts'
import type { RunConfig } from './config/run-config.ts'
import type { RunLog } from './run-log.ts'
import type { RunMeasures } from './run-measures.ts'
import type { MeasuredRun } from './run-summary.ts'

/** How a run came to its end: what summary and result are made from. */
export interface RunEnd extends MeasuredRun {
  readonly config: RunConfig
  readonly measures: RunMeasures
  readonly log: RunLog
  readonly exitCode: ExitCode
  /** Why it failed, the deciding one first; none when it did not. */
  readonly reasons: readonly Error[]
}
