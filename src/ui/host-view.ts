import type { Bytes, Share } from '../base/units.ts'

/** What is known of the machine the generator runs on. Undefined = not known; it is shown as "-", never as 0. */
export interface HostView {
  readonly cpuTotal: Share | undefined
  /** One share per core; empty when unknown. */
  readonly cpuCores: readonly Share[]
  /** Time the hypervisor gave to others. */
  readonly steal: Share | undefined
  /** CPU of this process, in cores: 1.5 = one and a half cores busy. */
  readonly processCpu: number | undefined
  /** CPU of the thread that draws, as a share of one core. */
  readonly uiThreadCpu: Share | undefined
  readonly memoryUsed: Bytes | undefined
  readonly memoryTotal: Bytes | undefined
  /** Of this process. */
  readonly rss: Bytes | undefined
  readonly heapUsed: Bytes | undefined
}
