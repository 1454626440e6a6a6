import type { CpuInfo } from 'node:os'
import type { CpuReading } from '../base/host-reading.ts'

/** What os.cpus() counts, in ms since boot: no time stolen by a hypervisor, and none that a core waits for disks. */
type Times = Pick<CpuInfo, 'times'>

/** How busy each core was between two looks. */
export function cpuBetween(before: readonly Times[], after: readonly Times[]): CpuReading | undefined {
  const cores = after.map(({ times }, index) => {
    const last = before[index]?.times ?? times
    const idle = times.idle - last.idle
    const busy = busyOf(times) - busyOf(last)
    return busy + idle > 0 ? busy / (busy + idle) : 0
  })
  if (cores.length === 0) return undefined
  const total = cores.reduce((sum, share) => sum + share, 0) / cores.length
  return { total, cores, usable: cores.length, usableBusy: total }
}

const busyOf = ({ user, nice, sys, irq }: CpuInfo['times']): number => user + nice + sys + irq
