import type { CpuReading } from '../../base/host-reading.ts'
import type { ProcTree } from '../proc-tree.ts'
import { parseAllowedCpus } from './cpu-list.ts'
import { parsePressure } from './pressure.ts'
import { parseProcStat, sharesBetween, usableBusy } from './proc-stat.ts'
import { shareOfTime } from './rate-of.ts'
import type { Source } from './source.ts'

/** CPUs: how busy, and how long something had to wait for one. `quota`: cores that the cgroup gives at most, if it is known. */
export function cpuSource(tree: ProcTree, quota: () => number | undefined): Source {
  const look = (): ReturnType<typeof parseProcStat> => parseProcStat(tree.read('/proc/stat') ?? '')
  let before = look()
  return () => {
    const after = look()
    const shares = before === undefined || after === undefined ? undefined : sharesBetween(before, after)
    before = after
    if (shares === undefined) return {}
    const allowed = parseAllowedCpus(tree.read('/proc/self/status') ?? '')
    const cpu: CpuReading = {
      ...shares,
      usable: Math.min(allowed?.length ?? shares.cores.length, quota() ?? Number.POSITIVE_INFINITY),
      usableBusy: usableBusy(shares, allowed),
    }
    return { cpu }
  }
}

const kinds = ['cpu', 'memory', 'io'] as const

/** Pressure stall information; kernels before 4.20, and those that are told so, have none. */
export function pressureSource(tree: ProcTree): Source {
  const shares = { cpu: shareOfTime(), memory: shareOfTime(), io: shareOfTime() }
  return (period) => {
    const known = kinds.flatMap((kind) => {
      const share = shares[kind](parsePressure(tree.read(`/proc/pressure/${kind}`) ?? ''), period)
      return share === undefined ? [] : [[kind, share] as const]
    })
    return known.length === 0 ? {} : { pressure: Object.fromEntries(known) }
  }
}
