import type { Millis } from '../../base/units.ts'

/** A VU as the scheduler sees it: something that can do one iteration after the other. */
export interface IterationVu {
  /** An iteration is under way. */
  readonly isWorking: boolean
  /**
   * Begins an iteration that was due at `due` ms of the run (undefined in the closed model). `ended` is called exactly once
   * when all of it is over, possibly before `start` returns; not after `interrupt`.
   */
  readonly start: (due: Millis | undefined, ended: (vu: IterationVu) => void) => void
  /** Ends the iteration under way at once; it counts as interrupted. */
  readonly interrupt: () => void
}

/** Where a scenario gets its VUs from, gives them back to, and counts what never began. */
export interface ScenarioVus {
  /** A VU that does nothing at present, made if need be. */
  readonly acquire: () => IterationVu
  readonly release: (vu: IterationVu) => void
  /** So many iterations came due; in the closed model, began. */
  readonly countDue: (count: number) => void
  readonly countDropped: (count: number) => void
  /** All of the scenario's `max` VUs that are this worker's are busy while another is needed; said once, whoever says it first. */
  readonly warnExhausted: (max: number) => void
}

export type RunnerStage = 'waiting' | 'running' | 'stopping' | 'done'

/** How a scenario stands in one worker. */
export interface RunnerState {
  readonly stage: RunnerStage
  readonly busy: number
  readonly allocated: number
  /** What k6 counts in `vus`: in the open model VUs that iterate, in the closed those that are there. */
  readonly active: number
}
