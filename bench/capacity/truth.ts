import type { BuckleKind } from '../../src/analysis/capacity.ts'
import type { ConfiguredModel } from '../../src/targets/model.ts'
import { configureModel } from '../../src/targets/models.ts'
import { pausingClock } from '../../src/targets/pausing-clock.ts'
import type { Case } from './cases.ts'

/** What is true of a case, in the unit of its load. Undefined = there is none. */
export interface CaseTruth {
  readonly capacity: number | undefined
  readonly saturation: number | undefined
  readonly buckle: number | undefined
  readonly buckleKind: BuckleKind | undefined
  /** Goodput at a load, where it is known. */
  readonly goodput: ((load: number) => number) | undefined
}

/** The virtual generator's VUs. */
export const maxInFlight = 2000

const known = new Map<string, ConfiguredModel>()

/** Some truths take a while to compute. */
export function configuredOf({ model, params }: Case): ConfiguredModel {
  const key = `${model} ${JSON.stringify(params)}`
  const made = known.get(key) ?? configureModel(model, params)
  known.set(key, made)
  return made
}

export function truthOf(it: Case, { truth, params }: ConfiguredModel): CaseTruth {
  if (it.arrivals.kind !== 'users') {
    const { capacity, saturationLoad: saturation, buckleLoad, buckleKind, goodput } = truth
    // Answers can be late only if so many may wait.
    const isReachable = it.model !== 'timeouts' || (capacity ?? 0) * (Number(params['timeout']) / 1000) < maxInFlight
    return { capacity, saturation, buckle: isReachable ? buckleLoad : undefined, buckleKind, goodput }
  }
  const { think } = it.arrivals
  const cycle = it.model === 'pauses' ? pausedCycle(params, think) : truth.unloadedResponse + roundTrips + think
  const { capacity } = truth
  const none = { buckle: undefined, buckleKind: undefined, goodput: undefined }
  if (capacity === undefined) return { capacity, saturation: undefined, ...none }
  const saturation = (capacity * cycle) / 1000
  const buckle = closedBuckle(it.model, params, { capacity, think })
  return { capacity, saturation, ...none, buckle, buckleKind: buckles.has(it.model) ? 'retrograde' : undefined }
}

const buckles = new Set(['usl', 'timeouts'])

/** There and back. */
const roundTrips = 0.6

const manyCycles = 5000

/**
 * What one user needs for an iteration where the target pauses, ms: a user who thinks in a pause does not wait for it, and one that
 * waited for its end begins anew in step with it; so it is counted.
 */
function pausedCycle(params: ConfiguredModel['params'], think: number): number {
  const [pause, every, serviceTime] = ['pause', 'every', 'serviceTime'].map((name) => Number(params[name])) as [
    number,
    number,
    number,
  ]
  const clock = pausingClock(every, pause)
  let now = 0
  for (let cycle = 0; cycle < manyCycles; cycle += 1)
    now = clock.instantOf(clock.worked(now) + serviceTime) + roundTrips + think
  return now / manyCycles
}

interface Closed {
  readonly capacity: number
  readonly think: number
}

/**
 * The fewest users at which goodput has fallen by a tenth. Where users think there are several steady states at one load, and late
 * answers come in waves: then there is no one number.
 */
function closedBuckle(
  model: string,
  params: ConfiguredModel['params'],
  { capacity, think }: Closed,
): number | undefined {
  if (model !== 'usl' || think > 0) return undefined
  const [x1, sigma, kappa, cap] = ['singleRate', 'contention', 'coherency', 'cap'].map((name) =>
    Number(params[name]),
  ) as [number, number, number, number]
  for (let n = Math.sqrt((1 - sigma) / kappa); n < cap; n += 1) {
    const throughput = (x1 * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1))
    if (throughput < 0.9 * capacity) return n + (throughput * roundTrips) / 1000
  }
  return undefined
}
