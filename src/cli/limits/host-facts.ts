import type { HostFacts, WorkerFacts } from '../../analysis/verdict/limit-second.ts'
import type { WorkerView } from '../../engine/api.ts'
import type { HostReading, LinkReading, PortUse } from '../../base/host-reading.ts'

/** What is known of this host in a second. `ports`: by destination. */
export const hostFactsOf = (
  reading: HostReading | undefined,
  workers: readonly WorkerView[],
  ports: readonly PortUse[],
): HostFacts => ({
  ...(reading === undefined ? {} : { ...cpuFactsOf(reading), ...systemFactsOf(reading) }),
  workers: workers.flatMap(workerFactsOf),
  ports: fullest(ports),
})

const cpuFactsOf = ({ cpu, cgroup, pressure, process, target }: HostReading): HostFacts => ({
  cpu: cpu?.usableBusy,
  cores: cpu?.usable,
  steal: cpu?.steal,
  processCpu: process?.cpu,
  cpuPressure: pressure?.cpu,
  throttled: cgroup?.throttled,
  target,
})

const systemFactsOf = ({ memory, files, tcp, conntrack, links = [] }: HostReading): HostFacts => ({
  files,
  memoryAvailable: memory && memory.available / memory.total,
  swappedIn: memory?.swappedIn,
  link: busiestLink(links),
  retransmitted: tcp?.retransmitted,
  listenOverflows: tcp?.listenOverflows,
  conntrack: conntrack && conntrack.count / conntrack.max,
})

function workerFactsOf({ id, health }: WorkerView): WorkerFacts[] {
  if (health === undefined) return []
  const { utilisation, readDelay, delayP99, cpu, starved, gc, heapUsed, heapLimit } = health
  return [{ id, utilisation, readDelay, delayP99, cpu, starved, gc, heap: heapUsed / heapLimit }]
}

const fullest = (ports: readonly PortUse[]): PortUse | undefined =>
  ports.toSorted((a, b) => b.used / b.range - a.used / a.range)[0]

/** Each direction has the speed of the link to itself. */
function busiestLink(links: readonly LinkReading[]): HostFacts['link'] {
  const known = links.flatMap(({ name, received, sent, speed }) =>
    speed === undefined ? [] : [{ name, used: Math.max(received, sent) / speed }],
  )
  return known.toSorted((a, b) => b.used - a.used)[0]
}
