import type { HostLimits } from '../host-limits.ts'
import type { ProcTree } from '../proc-tree.ts'
import { cgroupSource } from './cgroup-source.ts'
import { parseAllowedCpus } from './cpu-list.ts'
import { parseFileLimit } from './limits.ts'
import { parseMemInfo } from './mem-info.ts'
import { conntrackSource, portSource } from './network-source.ts'

/** Everything at once, in a millisecond: for a look before a run. */
export function linuxLimits(tree: ProcTree): HostLimits {
  const cgroup = cgroupSource(tree)
  const { memoryLimit, memoryUsed } = cgroup.look(0).cgroup ?? {}
  return {
    cores: parseAllowedCpus(tree.readOnce('/proc/self/status') ?? '')?.length,
    cpuQuota: cgroup.cpuLimit(),
    memoryAvailable: parseMemInfo(tree.readOnce('/proc/meminfo') ?? '')?.available,
    memoryLimit,
    memoryUsed,
    fileLimit: parseFileLimit(tree.readOnce('/proc/self/limits') ?? ''),
    systemFiles: parseFileNumbers(tree.readOnce('/proc/sys/fs/file-nr') ?? ''),
    ports: portSource(tree)(0).ports,
    listenBacklog: numberOf(tree.readOnce('/proc/sys/net/core/somaxconn')),
    conntrack: conntrackSource(tree)(0).conntrack,
    cpuGovernor: tree.readOnce('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor')?.trim(),
  }
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text?.trim() || Number.NaN)
  return Number.isNaN(number) ? undefined : number
}

/** /proc/sys/fs/file-nr: open files, free handles (always 0 since 2.6), and how many there may be. */
export function parseFileNumbers(text: string): HostLimits['systemFiles'] {
  const [open = Number.NaN, , limit = Number.NaN] = text.trim().split(/\s+/).map(Number)
  return Number.isNaN(open + limit) ? undefined : { open, limit }
}
