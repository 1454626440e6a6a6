import { seededRng } from '../../src/base/rng.ts'
import { analysePassively } from '../../src/analysis/passive/passive-analyser.ts'
import { VirtualLoad } from '../../src/analysis/testing/virtual-load.ts'
import type { Exploration } from '../../src/analysis/exploration.ts'
import type { Observation } from '../../src/analysis/observation.ts'
import { between, type Case, pick } from './cases.ts'
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

/** Where nothing limits, somebody goes up to here. */
const endless = 1000
const growths = [1.2, 1.3, 1.5, 2]

/**
 * How somebody at the keyboard looks for the limit: from little load up in steps of one size, past where it saturates, a bit further,
 * and back down below it; each held for about as long as patience goes. Loads are per second, or whole VUs.
 */
export function drawSteps(saturation: number | undefined, seed: number): Step[] {
  const rng = seededRng(seed * 32_452_843 + 7)
  const limit = saturation ?? endless
  const growth = pick(rng, growths)
  const patience = between(rng, 5, 12)
  const highest = limit * between(rng, 1.2, 2.5)
  const loads: number[] = []
  for (let load = limit * between(rng, 0.05, 0.2); load < highest; load *= growth) loads.push(load)
  loads.push(highest, limit * between(rng, 0.5, 0.85))
  return loads.map((load) => ({
    load: Math.max(1, Math.round(load)),
    hold: Math.round(patience * between(rng, 0.7, 1.4)),
  }))
}
