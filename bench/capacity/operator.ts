import { analysePassively } from '../../src/analysis/passive/passive-analyser.ts'
import { VirtualLoad } from '../../src/analysis/testing/virtual-load.ts'
import type { Exploration } from '../../src/analysis/exploration.ts'
import type { Observation } from '../../src/analysis/observation.ts'
import type { Case } from './cases.ts'
import { configuredOf, maxInFlight } from './truth.ts'

export interface Step {
  readonly load: number
  /** s. */
  readonly hold: number
}

/** What an operator's steps by hand would have been recorded as. */
export function recordSteps(it: Case, seed: number, tick: number, steps: readonly Step[]): Observation[] {
  const load = new VirtualLoad({
    model: configuredOf(it),
    arrivals: it.arrivals,
    seed,
    tick,
    maxInFlight,
    clientTimeout: 60_000,
  })
  return steps.flatMap((step) => {
    load.setLoad(step.load)
    return Array.from({ length: Math.round((step.hold * 1000) / tick) }, () => load.observe())
  })
}

export const analyseSteps = (it: Case, observations: readonly Observation[]): Exploration =>
  analysePassively(observations, {
    model: it.arrivals.kind === 'users' ? 'closed' : 'open',
    inFlightCap: maxInFlight,
    maxLoad: 5000,
    serviceLevel: undefined,
  })
