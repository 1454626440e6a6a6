import { readFileSync } from 'node:fs'
import { type CpuShares, type CpuTimes, parseProcStat, sharesBetween } from './proc-stat.ts'
import type { HostReading } from './host-reading.ts'
import { type MemoryInfo, parseMemInfo } from './mem-info.ts'

/** A host that can be looked at again and again; what it says is about the time since the last look. */
export interface HostReader {
  readonly read: () => Promise<HostReading>
}

/** /proc directly: 0.1 ms a look, where systeminformation takes 5 to 20 and knows no steal (docs/adr/0005). */
export function linuxReader(): HostReader {
  let before = readCpu()
  const processCpu = processCpuReader()
  return {
    read: async () => {
      const after = readCpu()
      const cpu = before === undefined || after === undefined ? undefined : sharesBetween(before, after)
      before = after
      return readingOf(cpu, parseMemInfo(readText('/proc/meminfo')), processCpu())
    },
  }
}

/** Everywhere else, through systeminformation, which starts processes on macOS: to be called from the probe thread only. */
export function portableReader(): HostReader {
  const processCpu = processCpuReader()
  return {
    read: async () => {
      const { currentLoad, mem } = await import('systeminformation')
      const [load, memory] = await Promise.all([currentLoad(), mem()])
      const cores = load.cpus.map((cpu) => cpu.load / 100)
      const info = { total: memory.total, available: memory.available }
      return { ...readingOf(undefined, info, processCpu()), cpuTotal: load.currentLoad / 100, cpuCores: cores }
    },
  }
}

function readingOf(cpu: CpuShares | undefined, memory: MemoryInfo | undefined, processCpu: number): HostReading {
  return {
    cpuTotal: cpu?.total,
    cpuCores: cpu?.cores ?? [],
    steal: cpu?.steal,
    processCpu,
    memoryTotal: memory?.total,
    memoryUsed: memory === undefined ? undefined : memory.total - memory.available,
    rss: process.memoryUsage.rss(),
  }
}

const readCpu = (): CpuTimes | undefined => parseProcStat(readText('/proc/stat'))

/** Empty when it cannot be read: the reading is then unknown. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** CPU time of the process since the last call over wall time, in cores. */
function processCpuReader(): () => number {
  let cpu = process.cpuUsage()
  let at = performance.now()
  return () => {
    const now = performance.now()
    const used = process.cpuUsage(cpu)
    const cores = (used.user + used.system) / 1000 / Math.max(1, now - at)
    cpu = process.cpuUsage()
    at = now
    return cores
  }
}
