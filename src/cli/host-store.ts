import { createStore, type Store } from '../base/store.ts'
import type { HostReading } from '../probes/host-reading.ts'
import { startHostProbe } from '../probes/host-probe.ts'
import type { HostView } from '../ui/host-view.ts'

export interface HostWatch {
  readonly views: Store<HostView | undefined>
  readonly close: () => Promise<void>
}

/** Joins what the probe thread reads with what only this thread can say of itself: it is the one that draws. */
export function watchHost(): HostWatch {
  const probe = startHostProbe()
  const views = createStore<HostView | undefined>(undefined)
  const threadCpu = threadCpuReader()
  probe.readings.subscribe(() => {
    const reading = probe.readings.get()
    views.set(reading === undefined ? undefined : viewOf(reading, threadCpu()))
  })
  return { views, close: probe.close }
}

const viewOf = ({ cpu, memory, process: own }: HostReading, uiThreadCpu: number): HostView => ({
  cpuTotal: cpu?.total,
  cpuCores: cpu?.cores ?? [],
  steal: cpu?.steal,
  processCpu: own?.cpu,
  uiThreadCpu,
  memoryUsed: memory === undefined ? undefined : memory.total - memory.available,
  memoryTotal: memory?.total,
  rss: own?.rss,
  heapUsed: process.memoryUsage().heapUsed,
})

/** CPU time of this thread in ms so far. */
export function threadCpuMillis(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** CPU of this thread since the last call, as a share of one core. */
function threadCpuReader(): () => number {
  let cpu = threadCpuMillis()
  let at = performance.now()
  return () => {
    const [nowCpu, now] = [threadCpuMillis(), performance.now()]
    const share = (nowCpu - cpu) / Math.max(1, now - at)
    cpu = nowCpu
    at = now
    return share
  }
}
