import type { Share } from '../../base/units.ts'

/** CPU time in clock ticks since boot, of one core or of all. */
export interface CpuTicks {
  readonly busy: number
  readonly idle: number
  readonly steal: number
}

export interface CpuTimes {
  readonly total: CpuTicks
  readonly cores: readonly CpuTicks[]
}

/** Shares of the time between two readings. */
export interface CpuShares {
  readonly total: Share
  readonly cores: readonly Share[]
  readonly steal: Share
}

/**
 * /proc/stat. Columns: user nice system idle iowait irq softirq steal guest guest_nice (proc(5)); guest time is in user time
 * already. Waiting for disks is idle time; time stolen by the hypervisor is neither busy nor idle for us.
 */
export function parseProcStat(text: string): CpuTimes | undefined {
  const lines = text.split('\n').filter((line) => line.startsWith('cpu'))
  const [total, ...cores] = lines.map(parseLine)
  return total === undefined ? undefined : { total, cores }
}

function parseLine(line: string): CpuTicks {
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return { busy: user + nice + system + irq + softirq, idle: idle + iowait, steal }
}

export function sharesBetween(before: CpuTimes, after: CpuTimes): CpuShares {
  return {
    total: busyShare(before.total, after.total),
    cores: after.cores.map((core, index) => busyShare(before.cores[index] ?? core, core)),
    steal: partOf(after.total.steal - before.total.steal, spent(before.total, after.total)),
  }
}

/** How busy the cores are that this process may run on; all of them when it is not known which. */
export function usableBusy({ total, cores }: CpuShares, allowed: readonly number[] | undefined): Share {
  const usable = allowed?.flatMap((core) => cores[core] ?? []) ?? []
  return usable.length === 0 ? total : usable.reduce((sum, share) => sum + share, 0) / usable.length
}

const spent = (before: CpuTicks, after: CpuTicks): number =>
  after.busy - before.busy + (after.idle - before.idle) + (after.steal - before.steal)
const partOf = (part: number, whole: number): Share => (whole <= 0 ? 0 : Math.max(0, part / whole))
const busyShare = (before: CpuTicks, after: CpuTicks): Share => partOf(after.busy - before.busy, spent(before, after))
