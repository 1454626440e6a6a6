import { formatDuration } from '../base/duration.ts'
import { formatLoad } from '../base/readable-numbers.ts'
import type { PerSecond } from '../base/units.ts'
import type { Workload, WorkloadModel } from './workload-model.ts'

export const totalTps = ({ workloads }: WorkloadModel): PerSecond => workloads.reduce((sum, { tps }) => sum + tps, 0)

/** The same mix at another size: TPS and users times the same factor, times as they are. */
export const scaleModel = (model: WorkloadModel, tps: PerSecond): WorkloadModel => {
  const factor = tps / totalTps(model)
  return {
    ...model,
    workloads: model.workloads.map((workload) => ({
      ...workload,
      tps: workload.tps * factor,
      users: workload.users === undefined ? undefined : workload.users * factor,
    })),
  }
}

export interface WholeUsers {
  readonly model: WorkloadModel
  /** For each workload whose users think otherwise now. */
  readonly notes: readonly string[]
}

/**
 * Users are whole: where the law asks for 12.6 there are 13, who think a little longer, so that TPS stays what it is to be:
 * think = users / TPS - response.
 */
export function withWholeUsers(model: WorkloadModel): WholeUsers {
  const made = model.workloads.map(toWholeUsers)
  return {
    model: { ...model, workloads: made.map(({ workload }) => workload) },
    notes: made.flatMap(({ note }) => note ?? []),
  }
}

/** Rounding of a thousandth of a user is none. */
const negligible = 1e-3

function toWholeUsers(workload: Workload): { readonly workload: Workload; readonly note?: string } {
  const { name, tps, users, response = 0, think } = workload
  if (users === undefined || think === undefined) return { workload }
  const thinkOf = (count: number): number => (count / tps) * 1000 - response
  const rounded = Math.max(1, Math.round(users))
  const whole = thinkOf(rounded) < 0 ? Math.ceil(users - negligible) : rounded
  if (Math.abs(whole - users) < negligible) return { workload: { ...workload, users: whole } }
  const adapted = Math.max(0, Math.round(thinkOf(whole) * 1000) / 1000)
  const [before, after] = [think, adapted].map((ms) => formatDuration(Number(ms.toPrecision(4))))
  return {
    workload: { ...workload, users: whole, think: adapted },
    note: `${name}: ${formatLoad(Number(users.toPrecision(4)))} users are ${whole} whole ones, who think ${after} in place of ${before} to keep ${formatLoad(tps)}/s`,
  }
}
