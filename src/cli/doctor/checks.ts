import type { PortRange } from '../../base/host-reading.ts'
import type { HostLimits } from '../../probes/host-limits.ts'
import type { Demand } from './demand.ts'
import type { CheckName, Finding, FindingLevel } from './finding.ts'

type Check = (limits: HostLimits, demand: Demand) => Finding | undefined

const count = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 })
const cores = (value: number): string => `${Number(value.toFixed(2))} ${value === 1 ? 'core' : 'cores'}`
const mebibytes = (bytes: number): string => `${count(bytes / 2 ** 20)} MiB`

const finding = (check: CheckName, level: FindingLevel, text: string, mend?: string): Finding =>
  mend === undefined || level === 'ok' ? { check, level, text } : { check, level, text, mend }

const unknown = (check: CheckName, what: string): Finding => finding(check, 'unknown', `${what} is not told here`)

/** What kneepoint has open itself: programs, pipes, threads, records. */
const ownFiles = 100
/** A VU keeps a connection to each server that it talks to; most talk to one. */
const spareFiles = 1.2

const files: Check = ({ fileLimit }, { vus }) => {
  if (fileLimit === undefined) return unknown('files', 'how many files may be open')
  const needed = Math.ceil(ownFiles + spareFiles * vus)
  const level = fileLimit >= needed ? 'ok' : 'fail'
  const limit = Number.isFinite(fileLimit) ? count(fileLimit) : 'any number of'
  return finding(
    'files',
    level,
    `${limit} files may be open; ${count(vus)} VUs take about ${count(needed)}`,
    'ulimit -n 65535',
  )
}

const systemFiles: Check = ({ systemFiles }, { vus }) => {
  if (systemFiles === undefined) return undefined
  const { open, limit } = systemFiles
  const left = limit - open
  const text = `this machine may open ${count(left)} files more`
  return finding(
    'system files',
    left >= ownFiles + spareFiles * vus ? 'ok' : 'fail',
    text,
    'sysctl -w fs.file-max=2097152',
  )
}

/** Linux keeps a port in TIME_WAIT for 60 s, whatever tcp_fin_timeout says (net/tcp.h, TCP_TIMEWAIT_LEN). */
const timeWaitSeconds = 60
/** Where ports in TIME_WAIT may be used again, after a second. */
const reusedSeconds = 1
const widen = 'sysctl -w net.ipv4.ip_local_port_range="1024 65535"'

const ports: Check = ({ ports: range }, demand) => {
  if (range === undefined) return unknown('ports', 'the range of local ports')
  const available = (range.last - range.first + 1) * demand.sources
  return demand.reusesConnections ? portsKept(available, demand) : portsSpent(available, range, demand)
}

function portsKept(available: number, { vus }: Demand): Finding {
  const level = vus <= 0.8 * available ? 'ok' : vus <= available ? 'warn' : 'fail'
  const text = `${count(available)} local ports to each server; ${count(vus)} VUs keep one each`
  return finding('ports', level, text, widen)
}

/** Without keep-alive every request spends a port for as long as it stays in TIME_WAIT. */
function portsSpent(available: number, { reuse }: PortRange, { rate }: Demand): Finding {
  const highest = available / (reuse === 'always' ? reusedSeconds : timeWaitSeconds)
  const text = `${count(available)} local ports and no keep-alive: ${count(highest)} new connections/s to each server`
  const mend =
    reuse === 'always' ? widen : `leave --no-connection-reuse out, or sysctl -w net.ipv4.tcp_tw_reuse=1, or ${widen}`
  if (rate === undefined) return finding('ports', 'warn', text, mend)
  return finding('ports', rate <= highest ? 'ok' : 'fail', `${text}; ${count(rate)}/s are asked for`, mend)
}

const coreCount: Check = ({ cores: usable }, { threads }) => {
  if (usable === undefined) return unknown('cores', 'how many cores there are')
  const text = `${cores(usable)} for ${threads} ${threads === 1 ? 'worker' : 'workers'}, the main thread and the probes`
  if (usable === 1) {
    return finding(
      'cores',
      'warn',
      `${text}: they take it from each other`,
      'run kneepoint where it has two cores or more',
    )
  }
  return finding('cores', threads < usable ? 'ok' : 'warn', text, `--threads ${Math.max(1, usable - 1)}`)
}

const quota: Check = ({ cpuQuota, cores: usable }, { threads }) => {
  if (cpuQuota === undefined) return undefined
  const text = `the control group may use ${cores(cpuQuota)} of ${usable === undefined ? '-' : cores(usable)}`
  return finding(
    'cpu quota',
    threads + 1 <= cpuQuota ? 'ok' : 'warn',
    text,
    `docker run --cpus ${threads + 1}, or resources.limits.cpu: ${threads + 1}`,
  )
}

/** Measured: a VU of a URL with its idle connection takes 21 KB, one of a script some more for its module's state. */
const bytesOfVu = { url: 24 * 1024, script: 120 * 1024 }
const ownBytes = 150 * 2 ** 20

const memory: Check = ({ memoryAvailable, memoryLimit, memoryUsed }, { vus, isScript, threads }) => {
  if (memoryAvailable === undefined) return unknown('memory', 'how much memory is left')
  const inGroup = memoryLimit === undefined ? Number.POSITIVE_INFINITY : memoryLimit - (memoryUsed ?? 0)
  const left = Math.min(memoryAvailable, inGroup)
  const needed = ownBytes + threads * 30 * 2 ** 20 + vus * (isScript ? bytesOfVu.script : bytesOfVu.url)
  const level = left >= 2 * needed ? 'ok' : left >= needed ? 'warn' : 'fail'
  const where = inGroup < memoryAvailable ? "of the control group's memory" : 'of memory'
  const text = `${mebibytes(left)} ${where} are left; ${count(vus)} VUs take about ${mebibytes(needed)}`
  return finding('memory', level, text, 'fewer VUs, discardResponseBodies, or more memory')
}

const speed: Check = ({ cpuGovernor }) => {
  if (cpuGovernor === undefined) return undefined
  const isSteady = cpuGovernor === 'performance'
  const text = `the CPUs run by the governor ${cpuGovernor}${isSteady ? '' : ': their speed follows the load'}`
  return finding('cpu speed', isSteady ? 'ok' : 'warn', text, 'cpupower frequency-set -g performance')
}

const conntrack: Check = ({ conntrack: table }, { vus, rate, reusesConnections }) => {
  if (table === undefined) return undefined
  // A closed connection stays in the table for two minutes.
  const needed = vus + (reusesConnections ? 0 : 120 * (rate ?? 0))
  const left = table.max - table.count
  const text = `the connection tracking table has room for ${count(left)} connections; about ${count(needed)} come`
  return finding('conntrack', left >= needed ? 'ok' : 'fail', text, 'sysctl -w net.netfilter.nf_conntrack_max=1048576')
}

const fewBacklog = 1024

const backlog: Check = ({ listenBacklog }) => {
  if (listenBacklog === undefined) return undefined
  const text = `a server on this host may have ${count(listenBacklog)} connections waiting to be accepted`
  return finding(
    'listen backlog',
    listenBacklog >= fewBacklog ? 'ok' : 'warn',
    text,
    'sysctl -w net.core.somaxconn=4096',
  )
}

const checks: readonly Check[] = [files, systemFiles, ports, coreCount, quota, memory, speed, conntrack, backlog]

/** Whether this host can make the load: everything that stands in files, in a millisecond. */
export const findingsOf = (limits: HostLimits, demand: Demand): readonly Finding[] =>
  checks.flatMap((check) => check(limits, demand) ?? [])
