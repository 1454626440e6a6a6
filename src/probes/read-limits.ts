import { availableParallelism, freemem } from 'node:os'
import type { HostLimits } from './host-limits.ts'
import { linuxLimits } from './linux/linux-limits.ts'
import { macLimits } from './macos/mac-limits.ts'
import { runProgram } from './macos/macos-reader.ts'
import { realProcTree } from './proc-tree.ts'

/** What this host lets this process have. */
export async function readHostLimits(): Promise<HostLimits> {
  if (process.platform === 'linux') return linuxLimits(realProcTree())
  if (process.platform === 'darwin') return macLimits(runProgram)
  return { ...unknownLimits, cores: availableParallelism(), memoryAvailable: freemem() }
}

export const unknownLimits: HostLimits = {
  cores: undefined,
  cpuQuota: undefined,
  memoryAvailable: undefined,
  memoryLimit: undefined,
  memoryUsed: undefined,
  fileLimit: undefined,
  systemFiles: undefined,
  ports: undefined,
  listenBacklog: undefined,
  conntrack: undefined,
  cpuGovernor: undefined,
}
