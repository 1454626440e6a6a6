import { cpus } from 'node:os'
import type { Clock } from '../base/clock.ts'
import { cpuBetween } from './cpu-times.ts'
import type { HostReader } from './host-reader.ts'

/** Where neither /proc nor macOS's programs are: CPUs by Node itself, memory by systeminformation, and no more. */
export function portableReader(clock: Clock): HostReader {
  let cores = cpus()
  let before = clock.now()
  let usage = process.cpuUsage()
  return {
    read: async () => {
      const spent = process.threadCpuUsage()
      const { mem } = await import('systeminformation')
      const { total, available, swaptotal: swapTotal, swapfree: swapFree } = await mem()
      const [nowCores, now] = [cpus(), clock.now()]
      const { user, system } = process.cpuUsage(usage)
      const period = now - before
      const cpu = cpuBetween(cores, nowCores)
      cores = nowCores
      before = now
      usage = process.cpuUsage()
      const ticks = process.threadCpuUsage(spent)
      return {
        cpu,
        memory: { total, available, swapTotal, swapFree },
        process: { cpu: period > 0 ? (user + system) / 1000 / period : 0, rss: process.memoryUsage.rss() },
        probe: { cpu: (ticks.user + ticks.system) / 1000, period },
      }
    },
  }
}

/** Speeds of the network interfaces, in bytes per second, as systeminformation knows them. */
export async function linkSpeeds(): Promise<ReadonlyMap<string, number>> {
  const { networkInterfaces } = await import('systeminformation')
  const found = await networkInterfaces()
  const all = Array.isArray(found) ? found : [found]
  return new Map(all.flatMap(({ iface, speed }) => (speed !== null && speed > 0 ? [[iface, (speed * 1e6) / 8]] : [])))
}
