import type { HostReading } from '../base/host-reading.ts'

/** A host that can be looked at again and again; what it says is about the time since the last look. */
export interface HostReader {
  readonly read: () => Promise<HostReading>
}

/** Which process of this host is the target, if one is; may change while the host is watched. */
export interface WatchedTarget {
  /** The port it listens on. */
  readonly port: number | undefined
}
