import type { Capacity } from '../../../src/analysis/capacity.ts'
import type { TargetReport } from '../../../src/targets/target.ts'
import type { Case } from '../cases.ts'
import { type Explored, explore, startTarget } from './programs.ts'

/** One run as it is kept: everything that is needed to score it, and whether the machine was quiet enough for it to count. */
export interface RealRun {
  readonly set: string
  readonly name: string
  readonly seed: number
  readonly answer: Capacity
  readonly capacityAfter: number
  readonly doneAfter: number
  readonly sent: number
  readonly failed: number
  readonly highest: number
  readonly health: Pick<TargetReport, 'elu' | 'pumpLagP99' | 'lateReplies' | 'cpuPressure'>
  /** Why it does not count. */
  readonly invalid: readonly string[]
}

/** Above these the target did not get the processor time that its truth needs (saturation.md 3.1). */
const busiest = 0.5
const latestPump = 5

export async function runReal(set: string, it: Case, seed: number, maxLoad: number): Promise<RealRun> {
  await using target = await startTarget(it, seed)
  const explored = await explore(it, target.url, maxLoad)
  const { elu, pumpLagP99, lateReplies, cpuPressure } = await target.report()
  const { result } = explored
  const loads = result.events.flatMap(({ kind, to }) => (kind === 'load' && to !== undefined ? [to] : []))
  return {
    set,
    name: it.name,
    seed,
    answer: result.capacity as Capacity,
    capacityAfter: capacityAfter(explored),
    doneAfter: result.run.durationMs / 1000,
    sent: result.totals.requests,
    failed: result.totals.failedRequests,
    highest: Math.max(0, ...loads),
    health: { elu, pumpLagP99, lateReplies, cpuPressure },
    invalid: [
      ...(elu > busiest ? [`target busy for ${Math.round(100 * elu)} % of the time`] : []),
      ...(pumpLagP99 > latestPump ? [`target up to ${pumpLagP99} ms late`] : []),
    ],
  }
}

const holdLine = /^(\d+):(\d+) {2}(\S+)/gm
/** What comes after capacity has been answered. */
const later: ReadonlySet<string> = new Set(['service-level', 'buckle', 'recover', 'recheck'])

/** When the last hold for the capacity ended, s. */
function capacityAfter({ log, result }: Explored): number {
  const holds = [...log.matchAll(holdLine)].map(([, minutes, seconds, purpose = '']) => ({
    at: 60 * Number(minutes) + Number(seconds),
    purpose,
  }))
  const last = holds.findLast(({ purpose }) => !later.has(purpose))
  return last?.at ?? result.run.durationMs / 1000
}
