import type { Millis } from '../../base/units.ts'
import type { ScenarioBase, ScenarioConfig } from '../../engine/config/scenario.ts'
import { execNamesOf } from '../../workload/script/exec-names.ts'
import type { Workload, WorkloadModel } from '../../workload/workload-model.ts'
import type { Explored } from '../exploration/explore-plan.ts'
import type { ProfiledPart } from '../load-test/profile-scenarios.ts'
import type { ExploredWork } from '../exploration/explored-work.ts'

/** Transactions in flight at the end get this long; users who think do not. */
const GRACE: Millis = 5000

/** VUs that are there from the beginning do for answers that are twice as slow as they are to be, and for this at least: a cold start. */
const COLD: Millis = 500
/** More of them are made as long as answers do not take longer than this. */
const SLOWEST: Millis = 10_000

/** What each workload is to the engine, in their order. */
export function exploredOf({ workloads }: WorkloadModel): readonly Explored[] {
  const execs = execNamesOf(workloads)
  return workloads.map(({ name }, index) => ({ name, exec: execs[index] ?? '', env: {}, tags: {} }))
}

/** All workloads side by side for this long, each at its target from the first moment on. */
export function scenariosOf(model: WorkloadModel, duration: Millis, mostInFlight: number): readonly ScenarioConfig[] {
  const explored = exploredOf(model)
  return model.workloads.map((workload, index) => {
    const base: ScenarioBase = { ...(explored[index] as Explored), startTime: 0, gracefulStop: GRACE }
    return model.model === 'closed'
      ? { ...base, executor: 'constant-vus', vus: usersOf(workload), duration }
      : {
          ...base,
          executor: 'constant-arrival-rate',
          rate: workload.tps,
          timeUnit: 1000,
          duration,
          ...vusFor(workload, workload.tps, mostInFlight * shareOf(workload, model)),
          arrival: { kind: 'even' },
        }
  })
}

/** Whole users. */
const usersOf = ({ users = 1 }: Workload): number => Math.max(1, Math.round(users))

const shareOf = ({ tps }: Workload, { workloads }: WorkloadModel): number =>
  tps / workloads.reduce((sum, other) => sum + other.tps, 0)

/** By Little's law so many transactions are in flight: rate x response time. */
export function vusFor(
  { response, responseTarget }: Workload,
  tps: number,
  most: number,
): { readonly preAllocatedVUs: number; readonly maxVUs: number } {
  const slowest = Math.max(SLOWEST, 2 * (response ?? 0))
  const maxVUs = Math.max(1, Math.min(Math.floor(most), Math.ceil((tps * slowest) / 1000) + 1))
  const expected = Math.ceil((tps * Math.max(COLD, 2 * (response ?? responseTarget))) / 1000) + 1
  return { preAllocatedVUs: Math.min(maxVUs, expected), maxVUs }
}

/** For a test of some kind: each workload with what it needs at any size. */
export function profiledParts(model: WorkloadModel, mostInFlight: number): readonly ProfiledPart[] {
  const explored = exploredOf(model)
  return model.workloads.map((workload, index) => ({
    explored: explored[index] as Explored,
    tps: workload.tps,
    users: workload.users,
    vusAt: (tps) => vusFor(workload, tps, mostInFlight * shareOf(workload, model)),
  }))
}

/** For the search: the mix in the proportions of its targets; in the closed model of its users. */
export function exploredWorkOf(model: WorkloadModel, loadModel: 'open' | 'closed'): ExploredWork {
  const weights = model.workloads.map(({ tps, users }) => (loadModel === 'closed' ? (users ?? tps) : tps))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const explored = exploredOf(model)
  return {
    parts: explored.map((one, index) => ({ explored: one, share: (weights[index] ?? 0) / total })),
    model: loadModel,
  }
}
