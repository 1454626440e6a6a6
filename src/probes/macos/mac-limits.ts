import { availableParallelism, freemem } from 'node:os'
import type { HostLimits } from '../host-limits.ts'
import type { Run } from './macos-reader.ts'
import { parseSysctl, portRangeOf } from './sysctl.ts'
import { parseVmStat } from './vm-stat.ts'

const names = [
  'net.inet.ip.portrange.first',
  'net.inet.ip.portrange.last',
  'kern.ipc.somaxconn',
  'kern.num_files',
  'kern.maxfiles',
]

/** The same of macOS, by three programs. */
export async function macLimits(run: Run): Promise<HostLimits> {
  const [values, vm, files] = await Promise.all([
    run('/usr/sbin/sysctl', names).then(parseSysctl),
    run('/usr/bin/vm_stat', []),
    run('/bin/sh', ['-c', 'ulimit -n']),
  ])
  const [open, limit] = ['kern.num_files', 'kern.maxfiles'].map((name) => Number(values.get(name)))
  return {
    cores: availableParallelism(),
    cpuQuota: undefined,
    memoryAvailable: parseVmStat(vm)?.available ?? freemem(),
    memoryLimit: undefined,
    memoryUsed: undefined,
    fileLimit: files.trim() === 'unlimited' ? Number.POSITIVE_INFINITY : Number(files) || undefined,
    systemFiles: open && limit ? { open, limit } : undefined,
    ports: portRangeOf(values),
    listenBacklog: Number(values.get('kern.ipc.somaxconn')) || undefined,
    conntrack: undefined,
    cpuGovernor: undefined,
  }
}
