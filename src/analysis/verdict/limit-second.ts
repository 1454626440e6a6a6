import type { Bytes, Millis, PerSecond, Share } from '../../base/units.ts'
import type { LoadModel } from '../observation.ts'

/** What one second of a run tells of who holds it back: what the engine counted, and what this host and the target looked like. */
export interface LimitSecond {
  readonly from: Millis
  readonly to: Millis
  readonly load: LoadFacts
  readonly host: HostFacts
}

/** What the engine counted in it. Counts are of iterations unless they say otherwise. */
export interface LoadFacts {
  /** Open as soon as one scenario is. */
  readonly model: LoadModel
  /** Commanded: arrivals per second (open) or VUs (closed). */
  readonly load: number
  /** What the command came to in this second, whether or not the generator got round to it; undefined while the load changes. */
  readonly asked: number | undefined
  /** Due, as far as the generator got round to it. */
  readonly offered: number
  readonly started: number
  readonly good: number
  readonly failed: number
  /** Due, but no VU was free. */
  readonly dropped: number
  /** Iterations going on at the end of the second; VUs that were there for them, and how many there may be. */
  readonly inFlight: number
  readonly users: number
  readonly userCap: number
  readonly requests: number
  readonly failedRequests: number
  /** Requests that failed because this process had no local port, or no file descriptor, left for them. */
  readonly withoutPort: number
  readonly withoutFile: number
  /** From the request sent to the first byte of an answer that was as expected; undefined without any. */
  readonly firstByte: FirstByte | undefined
  /** What the requests took together, from opening a connection to the last byte; undefined: not known. */
  readonly requestTime?: Millis | undefined
  /** What the iterations that ended took together. */
  readonly iterationTime?: Millis | undefined
  readonly startLag: { readonly p50: Millis; readonly p99: Millis } | undefined
  /** Part of the second in which the run was paused; it is not used then. */
  readonly pausedFor: Millis
  /** A wider look at the run says that more load brings no more: in the closed model one second alone cannot tell. */
  readonly isPlateau?: boolean | undefined
}

export interface FirstByte {
  readonly count: number
  readonly min: Millis
  readonly p50: Millis
}

/** What is known of this host and of the target. What is left out is unknown, never zero. */
export interface HostFacts {
  /** Of the cores that this process may use. */
  readonly cpu?: Share | undefined
  /** How many these are; the quota of a cgroup counts. */
  readonly cores?: number | undefined
  readonly steal?: Share | undefined
  /** Of this process, in cores. */
  readonly processCpu?: number | undefined
  /** Share of the time in which something had to wait for a CPU (PSI `some`). */
  readonly cpuPressure?: Share | undefined
  /** Share of the time in which the cgroup was not let run. */
  readonly throttled?: Share | undefined
  readonly workers?: readonly WorkerFacts[] | undefined
  readonly ports?: PortFacts | undefined
  readonly files?: { readonly open: number; readonly limit: number } | undefined
  readonly memoryAvailable?: Share | undefined
  readonly swappedIn?: Bytes | undefined
  /** The network interface nearest to its speed. */
  readonly link?: { readonly name: string; readonly used: Share } | undefined
  readonly retransmitted?: Share | undefined
  /** Connections that a listening socket of this host had no room for. */
  readonly listenOverflows?: number | undefined
  readonly conntrack?: Share | undefined
  /** The target runs on this host too. */
  readonly isShared?: boolean | undefined
  readonly target?: TargetFacts | undefined
}

/** A thread that makes load. */
export interface WorkerFacts {
  readonly id: number
  /** Event-loop utilisation. */
  readonly utilisation: Share
  /** How long something that is ready waits for the loop, on average. */
  readonly readDelay?: Millis | undefined
  readonly delayP99?: Millis | undefined
  /** CPU that it used, as a share of one core. */
  readonly cpu?: Share | undefined
  /** Share of the time that it was ready to run and had no CPU. */
  readonly starved?: Share | undefined
  readonly gc?: Share | undefined
  readonly heap?: Share | undefined
}

/** Local ports towards the destination that uses most of them. */
export interface PortFacts {
  readonly destination: string
  readonly used: number
  readonly timeWait?: number | undefined
  readonly range: number
}

/** The process behind a target on this host. */
export interface TargetFacts {
  readonly name?: string | undefined
  /** In cores. */
  readonly cpu?: number | undefined
  /** CPU of its busiest thread, as a share of one core. */
  readonly busiestThread?: Share | undefined
  /** Share of the time that this thread was ready to run and had no CPU. */
  readonly starved?: Share | undefined
}

/** What the seconds are compared with. */
export interface LimitContext {
  readonly unloaded: UnloadedTarget | undefined
  /** delta: what is missing below this share is not missed. */
  readonly tolerance: Share
  /** What the script comes to against a target that answers at once, in iterations per second, if it was measured. */
  readonly ceiling: PerSecond | undefined
}

/** The target while nothing waits for anything. */
export interface UnloadedTarget {
  /** Median time to the first byte, where the run had seconds that were not held back. */
  readonly p50: Millis | undefined
  /** The shortest ever. */
  readonly min: Millis
  /** Mean time of a whole request, connecting and receiving included; undefined: not known. */
  readonly requestTime?: Millis | undefined
  /** Mean time of an iteration; undefined: not known. */
  readonly iterationTime?: Millis | undefined
  readonly errorShare: Share
}
