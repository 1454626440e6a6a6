import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { promisify } from 'node:util'
import type { Clock } from '../../base/clock.ts'
import type { Millis } from '../../base/units.ts'
import { cpuBetween } from '../cpu-times.ts'
import type { HostReader, WatchedTarget } from '../host-reader.ts'
import type { HostReading, LinkReading, MemoryReading, SocketReading, TcpReading } from '../../base/host-reading.ts'
import { growthOf } from '../linux/rate-of.ts'
import { parseInterfaces, parseTcpStatistics } from './netstat.ts'
import { parseSwapUsage, parseSysctl, portRangeOf, sysctlNames } from './sysctl.ts'
import { macTarget } from './mac-target.ts'
import { parseVmStat } from './vm-stat.ts'

/** Runs a program and gives what it prints; empty when it cannot be run. */
export type Run = (file: string, args: readonly string[]) => Promise<string>

const execute = promisify(execFile)

export const runProgram: Run = async (file, args) => {
  try {
    return (await execute(file, [...args], { timeout: 4000 })).stdout
  } catch {
    return ''
  }
}

/** Speed of each interface in bytes per second, where it is known. */
export type LinkSpeeds = () => Promise<ReadonlyMap<string, number>>

export interface MacParts {
  readonly run: Run
  readonly clock: Clock
  readonly target: WatchedTarget
  readonly linkSpeeds: LinkSpeeds
}

/** macOS tells by programs: a look starts five of them, so it is to be taken every 5 s and from the probe thread only. */
export function macReader({ run, clock, target, linkSpeeds }: MacParts): HostReader {
  let cores = cpus()
  let before = clock.now()
  let usage = process.cpuUsage()
  const tcp = tcpSince()
  const links = linksSince(linkSpeeds)
  const swappedIn = growthOf()
  const limit = run('/bin/sh', ['-c', 'ulimit -n']).then(Number)
  const targetProcess = macTarget(run, target)
  return {
    read: async (): Promise<HostReading> => {
      const spent = process.threadCpuUsage()
      const now = clock.now()
      const period = now - before
      before = now
      const [sysctl, vm, tcpText, linkText, files, watched] = await Promise.all([
        run('/usr/sbin/sysctl', sysctlNames).then(parseSysctl),
        run('/usr/bin/vm_stat', []),
        run('/usr/sbin/netstat', ['-s', '-p', 'tcp']),
        run('/usr/sbin/netstat', ['-ibn']),
        limit,
        targetProcess(period),
      ])
      const [nowCores, nowUsage] = [cpus(), process.cpuUsage()]
      const { user, system } = process.cpuUsage(usage)
      const cpu = cpuBetween(cores, nowCores)
      cores = nowCores
      usage = nowUsage
      const ticks = process.threadCpuUsage(spent)
      return {
        cpu,
        memory: memoryOf(sysctl, vm, (bytes) => perSecond(swappedIn(bytes), period)),
        process: { cpu: period > 0 ? (user + system) / 1000 / period : 0, rss: process.memoryUsage.rss() },
        files: files > 0 ? { open: openFiles(), limit: files } : undefined,
        sockets: socketsOf(sysctl),
        ports: portRangeOf(sysctl),
        tcp: tcp(tcpText),
        links: await links(linkText, period),
        target: watched,
        probe: { cpu: (ticks.user + ticks.system) / 1000, period },
      }
    },
  }
}

const openFiles = (): number => readdirSync('/dev/fd').length

const perSecond = (growth: number | undefined, period: Millis): number | undefined =>
  growth === undefined || !(period > 0) ? undefined : (growth * 1000) / period

function memoryOf(
  sysctl: ReadonlyMap<string, string>,
  text: string,
  swappedIn: (bytes: number) => number | undefined,
): MemoryReading | undefined {
  const vm = parseVmStat(text)
  const total = Number(sysctl.get('hw.memsize'))
  if (vm === undefined || !(total > 0)) return undefined
  const swap = parseSwapUsage(sysctl.get('vm.swapusage') ?? '')
  return {
    total,
    available: vm.available,
    swapTotal: swap?.total,
    swapFree: swap?.free,
    swappedIn: swappedIn(vm.swappedIn),
  }
}

function socketsOf(sysctl: ReadonlyMap<string, string>): SocketReading | undefined {
  const inUse = Number(sysctl.get('net.inet.tcp.pcbcount') ?? Number.NaN)
  const timeWait = Number(sysctl.get('net.inet.tcp.tw_pcbcount') ?? Number.NaN)
  return Number.isNaN(inUse + timeWait) ? undefined : { inUse, timeWait }
}

/** A share of fewer segments than this says nothing. */
const fewestSegments = 200

function tcpSince(): (text: string) => TcpReading | undefined {
  const [sent, sentAgain, overflows] = [growthOf(), growthOf(), growthOf()]
  return (text) => {
    const totals = parseTcpStatistics(text)
    if (totals === undefined) return undefined
    const [segments = 0, again] = [sent(totals.sent), sentAgain(totals.sentAgain)]
    return {
      retransmitted: again === undefined || segments < fewestSegments ? undefined : again / segments,
      listenOverflows: overflows(totals.listenOverflows),
    }
  }
}

function linksSince(linkSpeeds: LinkSpeeds): (text: string, period: Millis) => Promise<readonly LinkReading[]> {
  let before: ReturnType<typeof parseInterfaces> = new Map()
  const speeds = linkSpeeds()
  return async (text, period) => {
    const now = parseInterfaces(text)
    const known = await speeds
    const links = [...now].flatMap(([name, totals]): LinkReading[] => {
      const last = before.get(name)
      if (last === undefined || name.startsWith('lo') || !(period > 0)) return []
      const rate = (key: 'received' | 'sent'): number => (1000 * Math.max(0, totals[key] - last[key])) / period
      return [{ name, received: rate('received'), sent: rate('sent'), speed: known.get(name) }]
    })
    before = now
    return links
  }
}
