import type { HostFacts, WorkerFacts } from '../../analysis/verdict/limit-second.ts'
import type { WorkerView } from '../../engine/api.ts'
import type { Millis, Share } from '../../base/units.ts'
import type { HostReading, LinkReading, PortUse, ThreadReading } from '../../base/host-reading.ts'

/** What is known of this host in a second. `ports`: by destination. */
export const hostFactsOf = (
  reading: HostReading | undefined,
  workers: readonly WorkerView[],
  ports: readonly PortUse[],
): HostFacts => ({
  ...(reading === undefined ? {} : { ...cpuFactsOf(reading), ...systemFactsOf(reading) }),
  workers: workers.flatMap((worker) => workerFactsOf(worker, reading?.process?.threads)),
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

/** A worker that is free says something four times a second. One that has not for so long is stuck in one turn of its loop. */
const stuckAfter: Millis = 1000
/** Of the threads that make load, as far as a system keeps it. */
const workerThread = /^kneepoint-worke/

function workerFactsOf(
  { id, health, silentFor = 0 }: WorkerView,
  threads: readonly ThreadReading[] = [],
): WorkerFacts[] {
  if (health === undefined) return []
  if (silentFor > stuckAfter) return [stuckFacts(id, silentFor, threads)]
  const { utilisation, readDelay, delayP99, cpu, starved, gc, heapUsed, heapLimit } = health
  return [{ id, utilisation, readDelay, delayP99, cpu, starved, gc, heap: heapUsed / heapLimit }]
}

/** What it said before is of another time; what the system says of threads like it is of now. */
function stuckFacts(id: number, silentFor: Millis, threads: readonly ThreadReading[]): WorkerFacts {
  const own = threads.filter(({ name }) => workerThread.test(name))
  const most = (of: (thread: ThreadReading) => Share): Share | undefined =>
    own.length === 0 ? undefined : Math.max(...own.map(of))
  return {
    id,
    utilisation: 1,
    delayP99: silentFor,
    cpu: most(({ cpu }) => cpu),
    starved: most(({ starved }) => starved),
  }
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
