import type { PortRange } from '../base/host-reading.ts'
import type { Bytes } from '../base/units.ts'

/** What this host lets a process have. Undefined = this platform does not tell. */
export interface HostLimits {
  /** Cores that this process may run on, and that the quota of its control group comes to. */
  readonly cores: number | undefined
  readonly cpuQuota: number | undefined
  readonly memoryAvailable: Bytes | undefined
  /** Of the control group. */
  readonly memoryLimit: Bytes | undefined
  readonly memoryUsed: Bytes | undefined
  readonly fileLimit: number | undefined
  /** Of the whole machine. */
  readonly systemFiles: { readonly open: number; readonly limit: number } | undefined
  readonly ports: PortRange | undefined
  /** The longest queue of connections that a listening socket may have. */
  readonly listenBacklog: number | undefined
  readonly conntrack: { readonly count: number; readonly max: number } | undefined
  /** How CPUs choose their speed; undefined where they do not, as in most virtual machines. */
  readonly cpuGovernor: string | undefined
}
