import type { ResourceReading } from '../../base/target-reading.ts'
import type { Millis, Share } from '../../base/units.ts'
import type { Sample } from './exposition.ts'

/** Samples by name. */
export type SamplesByName = ReadonlyMap<string, readonly Sample[]>

export const byName = (samples: readonly Sample[]): SamplesByName => Map.groupBy(samples, ({ name }) => name)

/** Two scrapes, and the time between them. */
export interface Interval {
  readonly before: SamplesByName
  readonly after: SamplesByName
  readonly length: Millis
}

/** How full each resource was between two scrapes, of those that the endpoint tells of. */
export const resourcesBetween = (interval: Interval): readonly ResourceReading[] =>
  resources.flatMap(({ name, kind, used }) => {
    const share = used(interval)
    return share === undefined || Number.isNaN(share) ? [] : [{ name, kind, used: share }]
  })

interface Resource {
  readonly name: string
  readonly kind: ResourceReading['kind']
  readonly used: (interval: Interval) => Share | undefined
}

const resources: readonly Resource[] = [
  { name: 'cpu', kind: 'cpu', used: machineCpu },
  { name: 'busiest core', kind: 'cpu', used: busiestCore },
  { name: 'process cpu', kind: 'cores', used: (interval) => growth(interval, 'process_cpu_seconds_total') },
  { name: 'system cpu', kind: 'cpu', used: ({ after }) => total(after, 'system_cpu_usage') },
  { name: 'event loop', kind: 'cpu', used: ({ after }) => greatest(after, 'nodejs_eventloop_utilization') },
  { name: 'memory', kind: 'space', used: machineMemory },
  { name: 'heap', kind: 'space', used: jvmHeap },
  { name: 'network', kind: 'link', used: network },
  { name: 'disk', kind: 'link', used: (interval) => busiest(interval, 'node_disk_io_time_seconds_total', 'device') },
  { name: 'garbage collection', kind: 'time', used: garbage },
  { name: 'files', kind: 'space', used: files },
  {
    name: 'threads',
    kind: 'pool',
    used: ({ after }) => ratio(after, 'tomcat_threads_busy_threads', 'tomcat_threads_config_max_threads'),
  },
  {
    name: 'database connections',
    kind: 'pool',
    used: ({ after }) => ratio(after, 'hikaricp_connections_active', 'hikaricp_connections_max'),
  },
]

type Filter = (labels: Sample['labels']) => boolean
const all: Filter = () => true

function total(samples: SamplesByName, name: string, filter: Filter = all): number | undefined {
  const found = (samples.get(name) ?? []).filter(({ labels }) => filter(labels))
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0)
}

function greatest(samples: SamplesByName, name: string): number | undefined {
  const values = (samples.get(name) ?? []).map(({ value }) => value)
  return values.length === 0 ? undefined : Math.max(...values)
}

function ratio(samples: SamplesByName, used: string, limit: string, filter?: Filter): number | undefined {
  const [part, whole] = [total(samples, used, filter), total(samples, limit, filter)]
  return part === undefined || whole === undefined || !(whole > 0) ? undefined : part / whole
}

/** Of a counter of seconds: its growth per second. Undefined after a restart of the target. */
function growth({ before, after, length }: Interval, name: string, filter?: Filter): number | undefined {
  const [first, last] = [total(before, name, filter), total(after, name, filter)]
  if (first === undefined || last === undefined || last < first || !(length > 0)) return undefined
  return ((last - first) * 1000) / length
}

const valuesOf = (samples: SamplesByName, name: string, label: string): string[] => [
  ...new Set((samples.get(name) ?? []).flatMap(({ labels }) => labels[label] ?? [])),
]

/** The greatest growth of all values of a label. */
function busiest(interval: Interval, name: string, label: string): number | undefined {
  const rates = valuesOf(interval.after, name, label).flatMap(
    (value) => growth(interval, name, (labels) => labels[label] === value) ?? [],
  )
  return rates.length === 0 ? undefined : Math.max(...rates)
}

const cpuSeconds = 'node_cpu_seconds_total'
const isIdle: Filter = ({ mode }) => mode === 'idle' || mode === 'iowait'

function busyShare(interval: Interval, filter: Filter): Share | undefined {
  const idle = growth(interval, cpuSeconds, (labels) => filter(labels) && isIdle(labels))
  const spent = growth(interval, cpuSeconds, filter)
  return idle === undefined || spent === undefined || !(spent > 0) ? undefined : 1 - idle / spent
}

function machineCpu(interval: Interval): Share | undefined {
  return busyShare(interval, all)
}

function busiestCore(interval: Interval): Share | undefined {
  const cores = valuesOf(interval.after, cpuSeconds, 'cpu')
  const shares = cores.flatMap((core) => busyShare(interval, ({ cpu }) => cpu === core) ?? [])
  return shares.length < 2 ? undefined : Math.max(...shares)
}

function machineMemory({ after }: Interval): Share | undefined {
  const available = ratio(after, 'node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes')
  return available === undefined ? undefined : 1 - available
}

/** Micrometer and the older client_java have names of their own; areas without a maximum say -1. */
function jvmHeap({ after }: Interval): Share | undefined {
  const isHeap: Filter = ({ area }) => area === 'heap'
  return (
    ratio(after, 'jvm_memory_used_bytes', 'jvm_memory_max_bytes', isHeap) ??
    ratio(after, 'jvm_memory_bytes_used', 'jvm_memory_bytes_max', isHeap)
  )
}

/** The interface nearest to its speed, in the direction that is. */
function network(interval: Interval): Share | undefined {
  const names = ['node_network_receive_bytes_total', 'node_network_transmit_bytes_total']
  const shares = valuesOf(interval.after, 'node_network_speed_bytes', 'device').flatMap((device) => {
    const isDevice: Filter = (labels) => labels['device'] === device
    const speed = total(interval.after, 'node_network_speed_bytes', isDevice) ?? 0
    return speed > 0 ? names.flatMap((name) => (growth(interval, name, isDevice) ?? 0) / speed) : []
  })
  return shares.length === 0 ? undefined : Math.max(...shares)
}

function garbage(interval: Interval): Share | undefined {
  return (
    growth(interval, 'jvm_gc_pause_seconds_sum') ??
    growth(interval, 'jvm_gc_collection_seconds_sum') ??
    total(interval.after, 'go_memstats_gc_cpu_fraction')
  )
}

function files({ after }: Interval): Share | undefined {
  return (
    ratio(after, 'process_open_fds', 'process_max_fds') ?? ratio(after, 'node_filefd_allocated', 'node_filefd_maximum')
  )
}
