/** How many iterations the VUs of a scenario may still begin. */
export interface IterationBudget {
  /** Takes one for a VU that has begun `begun` so far; false when there is none left for it. */
  readonly claim: (begun: number) => boolean
  /** Takes back what was never begun, once the time is over; `begun` has an entry for each VU of this worker. */
  readonly claimRest: (begun: readonly number[]) => number
  /** Whether a worker that has no VU of the scenario is done with it. */
  readonly isDoneWithoutVus: () => boolean
}

export const unlimited: IterationBudget = { claim: () => true, claimRest: () => 0, isDoneWithoutVus: () => false }

export const perVu = (iterations: number): IterationBudget => ({
  claim: (begun) => begun < iterations,
  claimRest: (begun) => begun.reduce((rest, count) => rest + iterations - count, 0),
  isDoneWithoutVus: () => true,
})

/** A number that several threads take from; each gets the value before its own addition. */
export type FetchAndAdd = (by: number) => number

/** All VUs of all workers take from one counter. Whoever first takes the rest counts it; for the others nothing is left. */
export const sharedBudget = (iterations: number, taken: FetchAndAdd): IterationBudget => ({
  claim: () => taken(0) < iterations && taken(1) < iterations,
  claimRest: () => Math.max(0, iterations - taken(iterations)),
  isDoneWithoutVus: () => taken(0) >= iterations,
})
