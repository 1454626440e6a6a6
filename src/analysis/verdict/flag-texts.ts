import { formatLoad, formatNumber, formatShare } from '../explorer/wording.ts'
import type { FlagName } from './limit-reading.ts'
import type { PortFacts } from './limit-second.ts'
import type { LimitSummary } from './summary.ts'

interface FlagText {
  readonly text: (summary: LimitSummary) => string
  readonly mend: (summary: LimitSummary) => string
}

const share = (value: number | undefined): string => (value === undefined ? '-' : formatShare(value))
const millis = (value: number | undefined): string => (value === undefined ? '-' : `${formatNumber(value)} ms`)
const counted = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 })

/** What flags say and what mends them. A flag that is raised has its number, so what is not known is never shown. */
export const flagTexts: Readonly<Record<FlagName, FlagText>> = {
  'start-lag': {
    text: ({ startLag }) => `iterations start late: p99 ${millis(startLag?.p99)}, median ${millis(startLag?.p50)}`,
    mend: addWorker,
  },
  'not-started': {
    text: ({ asked = 0, offered }) => `${share(1 - offered / asked)} of the arrivals were not even begun in time`,
    mend: addWorker,
  },
  vus: {
    text: ({ dropped, started, users }) =>
      `${share(dropped / (dropped + started))} of the arrivals were dropped: all of ${counted(users)} VUs were busy`,
    mend: moreVus,
  },
  stalls: {
    text: ({ dropped, started, inFlight, users }) =>
      `${share(dropped / (dropped + started))} of the arrivals were dropped in bursts: ${counted(inFlight)} of ${counted(users)} VUs were busy on average`,
    mend: addWorker,
  },
  ports: { text: portText, mend: mendPorts },
  files: {
    text: ({ withoutFile, host: { files } }) =>
      withoutFile > 0
        ? `${counted(withoutFile)} requests failed: too many open files (limit ${files === undefined ? '-' : counted(files.limit)})`
        : `${counted(files?.open ?? 0)} of ${counted(files?.limit ?? 0)} files are open`,
    mend: () => 'raise ulimit -n to 65535 before the run',
  },
  loop: { text: ({ host }) => `the busiest worker's event loop is busy ${share(host.loop)}`, mend: addWorker },
  'loop-delay': { text: ({ host }) => `event loops are late: p99 ${millis(host.delayP99)}`, mend: addWorker },
  'process-cpu': {
    text: ({ host: { processCpu = 0, cores = 0 } }) =>
      `kneepoint uses ${formatNumber(processCpu)} of ${formatNumber(cores)} cores`,
    mend: () => 'more cores, or a second machine with the other half of --execution-segment',
  },
  garbage: {
    text: ({ host }) => `garbage collection takes ${share(host.gc)} of a worker's time`,
    mend: () => 'let the script make less garbage: discardResponseBodies, SharedArray',
  },
  heap: {
    text: ({ host }) => `a worker's heap is ${share(host.heap)} full`,
    mend: () => 'NODE_OPTIONS=--max-old-space-size=4096, or more workers with fewer VUs each',
  },
  starved: {
    text: ({ host }) => `a worker was ready but had no CPU for ${share(host.starved)} of the time`,
    mend: () => 'take other work off this machine, or leave kneepoint cores of its own: taskset -c 0,1 kneepoint ...',
  },
  throttled: {
    text: ({ host }) => `the cgroup's CPU quota stopped kneepoint for ${share(host.throttled)} of the time`,
    mend: () => "raise the container's CPU limit (cpu.max)",
  },
  'host-cpu': {
    text: ({ host }) => `the CPUs of this host are ${share(host.cpu)} busy`,
    mend: () => 'take other work off this machine, or run kneepoint on another one',
  },
  'cpu-pressure': {
    text: ({ host }) => `something waited for a CPU ${share(host.cpuPressure)} of the time`,
    mend: () => 'take other work off this machine, or run kneepoint on another one',
  },
  steal: {
    text: ({ host }) => `the hypervisor took ${share(host.steal)} of the CPU time`,
    mend: () => 'a machine whose CPUs are not shared',
  },
  memory: {
    text: ({ host }) => `${share(host.memoryAvailable)} of the memory is left`,
    mend: () => 'fewer VUs, discardResponseBodies, or more memory',
  },
  swap: {
    text: ({ host }) => `${counted(host.swappedIn ?? 0)} bytes/s come back from swap`,
    mend: () => 'fewer VUs, discardResponseBodies, or more memory',
  },
  conntrack: {
    text: ({ host }) => `the connection tracking table is ${share(host.conntrack)} full`,
    mend: () => 'sysctl -w net.netfilter.nf_conntrack_max=1048576',
  },
  link: {
    text: ({ host: { link } }) => `${link?.name ?? '-'} carries ${share(link?.used)} of its speed`,
    mend: () => 'a faster link, smaller bodies, or generators on several machines',
  },
  retransmits: {
    text: ({ host }) => `${share(host.retransmitted)} of the TCP segments were sent again`,
    mend: () => 'look for loss between here and the target (ss -ti, mtr), and for ListenOverflows there (nstat)',
  },
  'listen-queue': {
    text: ({ host }) => `a listening socket here had no room for ${counted(host.listenOverflows ?? 0)} connections`,
    mend: () => 'the target: a larger backlog, and sysctl -w net.core.somaxconn=4096',
  },
}

function addWorker({ host: { workers, cores } }: LimitSummary): string {
  if (workers === 0 || cores === undefined || workers < cores) return `add a worker: --threads ${workers + 1}`
  return 'more cores, or a second machine with the other half of --execution-segment'
}

/** By Little's law, with what was due and the time that iterations take now: the load of this moment may be another already. */
function moreVus({ users, userCap, inFlight, good, failed, seconds, offered }: LimitSummary): string {
  const throughput = (good + failed) / seconds
  const raise =
    users < 0.9 * userCap ? `have more than ${counted(users)} VUs ready` : `raise maxVUs above ${counted(userCap)}`
  if (!(throughput > 0)) return raise
  const due = offered / seconds
  const needed = Math.ceil(1.2 * due * (inFlight / throughput))
  const each = `${formatNumber((1000 * inFlight) / throughput)} ms`
  return `${raise}: ${formatLoad(due, 'open')} x ${each} each takes ${counted(needed)}`
}

function portText({ withoutPort, host: { ports } }: LimitSummary): string {
  const use = ports === undefined ? '' : usedPorts(ports)
  return withoutPort === 0 ? use : `${counted(withoutPort)} requests found no free local port${use && `; ${use}`}`
}

const usedPorts = ({ used, range, destination, timeWait = 0 }: PortFacts): string =>
  `${share(used / range)} of ${counted(range)} local ports to ${destination} are taken` +
  (timeWait > 0 ? `, ${counted(timeWait)} in TIME_WAIT` : '')

function mendPorts({ host: { ports } }: LimitSummary): string {
  const where = ports === undefined ? '' : ` to ${ports.destination}`
  const wait = ports?.timeWait === undefined ? '' : ' in TIME_WAIT'
  const share =
    ports === undefined ? '' : `${formatShare(ports.used / ports.range)} of ${counted(ports.range)}${where}${wait}: `
  return `ports: ${share}keep connections alive, or widen the range: sysctl -w net.ipv4.ip_local_port_range="1024 65535"`
}
