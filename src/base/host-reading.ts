import type { Bytes, Millis, Share } from './units.ts'

/** One look at this host and this process. What is undefined this platform does not tell, or not to this user; it is never 0. */
export interface HostReading {
  readonly cpu?: CpuReading | undefined
  /** Share of the time in which something waited for it (PSI `some`). */
  readonly pressure?: { readonly cpu?: Share; readonly memory?: Share; readonly io?: Share } | undefined
  readonly cgroup?: CgroupReading | undefined
  readonly memory?: MemoryReading | undefined
  readonly process?: ProcessReading | undefined
  readonly files?: { readonly open: number; readonly limit: number } | undefined
  readonly sockets?: SocketReading | undefined
  /** Local ports that connections get without asking for one. */
  readonly ports?: PortRange | undefined
  readonly tcp?: TcpReading | undefined
  readonly conntrack?: { readonly count: number; readonly max: number } | undefined
  readonly links?: readonly LinkReading[] | undefined
  /** The process behind the target, where that is on this host. */
  readonly target?: TargetProcess | undefined
  /** What the look itself cost. */
  readonly probe: ProbeCost
}

export interface CpuReading {
  readonly total: Share
  readonly cores: readonly Share[]
  /** Time the hypervisor gave to others. */
  readonly steal?: Share | undefined
  /** How many cores this process may use: its affinity and the quota of its cgroup. Not whole with a quota. */
  readonly usable?: number | undefined
  /** How busy the cores are that this process may run on, whoever keeps them busy. */
  readonly usableBusy?: Share | undefined
}

export interface CgroupReading {
  readonly version: 1 | 2
  /** In cores; undefined = no limit. */
  readonly cpuLimit: number | undefined
  /** Share of the time in which the quota was used up. */
  readonly throttled: Share | undefined
  readonly memoryLimit: Bytes | undefined
  readonly memoryUsed: Bytes | undefined
}

export interface MemoryReading {
  readonly total: Bytes
  readonly available: Bytes
  readonly swapTotal?: Bytes | undefined
  readonly swapFree?: Bytes | undefined
  /** Bytes per second that come back from swap. */
  readonly swappedIn?: Bytes | undefined
}

export interface ProcessReading {
  /** CPU of all threads, in cores. */
  readonly cpu: number
  readonly rss: Bytes
  readonly threads?: readonly ThreadReading[] | undefined
}

export interface ThreadReading {
  readonly name: string
  /** As a share of one core. */
  readonly cpu: Share
  /** Share of the time in which it was ready to run and had no CPU. */
  readonly starved: Share
}

export interface SocketReading {
  /** TCP sockets that are in use, IPv4 and IPv6. */
  readonly inUse: number
  readonly timeWait: number
  readonly orphan?: number | undefined
}

export interface PortRange {
  readonly first: number
  readonly last: number
  /** Whether a port in TIME_WAIT may be used for a new connection after a second (tcp_tw_reuse). */
  readonly reuse: 'never' | 'always' | 'loopback'
}

/** Local ports towards one destination: a port can be used once for each. */
export interface PortUse {
  /** `10.0.0.5:80`, `[::1]:443`. */
  readonly destination: string
  readonly used: number
  /** Of these, about so many are closed already and not free yet. */
  readonly timeWait: number
  readonly range: number
}

export interface TcpReading {
  /** Connections that are established, or that only the other side has closed. */
  readonly established?: number | undefined
  /** Of the segments sent since the last look; undefined when they were too few to tell. */
  readonly retransmitted: Share | undefined
  /** Connections since the last look that a listening socket had no room for. */
  readonly listenOverflows: number | undefined
}

export interface LinkReading {
  readonly name: string
  /** Bytes per second. */
  readonly received: Bytes
  readonly sent: Bytes
  /** Bytes per second in each direction; undefined where the interface does not tell (virtual ones). */
  readonly speed: Bytes | undefined
}

export interface TargetProcess {
  readonly name: string
  /** Several where they share the port. */
  readonly pids: readonly number[]
  /** In cores, all of them together. */
  readonly cpu: number
  readonly rss: Bytes
  /** Of its busiest thread. */
  readonly starved: Share | undefined
  readonly busiestThread: Share | undefined
}

export interface ProbeCost {
  /** CPU that this look took. */
  readonly cpu: Millis
  /** Time since the look before: what all shares are of. */
  readonly period: Millis
}
