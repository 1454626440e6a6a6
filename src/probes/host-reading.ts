import type { Bytes, Share } from '../base/units.ts'

/** One look at this host and this process. Undefined = this platform does not tell. */
export interface HostReading {
  readonly cpuTotal: Share | undefined
  readonly cpuCores: readonly Share[]
  readonly steal: Share | undefined
  /** Of all threads of this process, in cores. */
  readonly processCpu: number
  readonly memoryTotal: Bytes | undefined
  readonly memoryUsed: Bytes | undefined
  readonly rss: Bytes
}
