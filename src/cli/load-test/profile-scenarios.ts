import { peakFactor, type TestPlan } from '../../analysis/load-test/test-plan.ts'
import type { Millis, PerSecond } from '../../base/units.ts'
import type { ScenarioBase, ScenarioConfig, Stage } from '../../engine/config/scenario.ts'
import type { Explored } from '../exploration/explore-plan.ts'

/** What one workload is to the engine, and its load at the target. */
export interface ProfiledPart {
  readonly explored: Explored
  readonly tps: PerSecond
  /** In the closed model. */
  readonly users: number | undefined
  /** VUs it has when the load is `tps`. */
  readonly vusAt: (tps: PerSecond) => { readonly preAllocatedVUs: number; readonly maxVUs: number }
}

/** Transactions in flight at the end get this long. */
const GRACE: Millis = 5000

/** Every workload follows the shape of the plan, each at its own share of the load. */
export function profileScenarios(plan: TestPlan, parts: readonly ProfiledPart[]): readonly ScenarioConfig[] {
  return parts.map(({ explored, tps, users = 1, vusAt }) => {
    const base: ScenarioBase = { ...explored, startTime: 0, gracefulStop: GRACE }
    const begin = plan.zones[0]?.begin ?? 0
    if (plan.model === 'closed') {
      const whole = (factor: number): number => Math.round(users * factor)
      return {
        ...base,
        executor: 'ramping-vus',
        startVUs: whole(begin),
        stages: stagesOf(plan, whole),
        gracefulRampDown: GRACE,
      }
    }
    return {
      ...base,
      executor: 'ramping-arrival-rate',
      startRate: tps * begin,
      timeUnit: 1000,
      stages: stagesOf(plan, (factor) => tps * factor),
      ...vusAt(tps * peakFactor(plan)),
      arrival: { kind: 'even' },
    }
  })
}

/** Where a zone does not begin at the load at which the one before it ended, the load jumps. */
function stagesOf({ zones }: TestPlan, loadAt: (factor: number) => number): readonly Stage[] {
  return zones.flatMap(({ from, to, begin, end }, index) => {
    const jumps = begin !== (zones[index - 1]?.end ?? begin)
    return [...(jumps ? [{ duration: 0, target: loadAt(begin) }] : []), { duration: to - from, target: loadAt(end) }]
  })
}

/** Where nothing is known of response times: VUs for two seconds from the beginning, as a jump leaves no time to make any; for ten at most. */
export function vusOfUnknown(
  tps: PerSecond,
  most: number,
): { readonly preAllocatedVUs: number; readonly maxVUs: number } {
  const maxVUs = Math.max(1, Math.min(Math.floor(most), Math.ceil(tps * 10) + 1))
  return { preAllocatedVUs: Math.min(maxVUs, Math.ceil(tps * 2) + 1), maxVUs }
}
