import type { Millis } from '../../base/units.ts'
import type { LinkReading } from '../../base/host-reading.ts'
import type { ProcTree } from '../proc-tree.ts'
import { parseCounters } from './counter-table.ts'
import { type LinkTotals, parseNetDev, parseSpeed } from './net-dev.ts'
import { parsePortRange } from './port-range.ts'
import { growthOf } from './rate-of.ts'
import { parseSockStat } from './sockstat.ts'
import type { Source } from './source.ts'

export function socketSource(tree: ProcTree): Source {
  return () => {
    const sockets = parseSockStat(tree.read('/proc/net/sockstat') ?? '', tree.read('/proc/net/sockstat6'))
    return sockets === undefined ? {} : { sockets }
  }
}

const ipv4 = '/proc/sys/net/ipv4'

export function portSource(tree: ProcTree): Source {
  return () => {
    const range = tree.read(`${ipv4}/ip_local_port_range`) ?? ''
    const ports = parsePortRange(range, tree.read(`${ipv4}/tcp_tw_reuse`))
    return ports === undefined ? {} : { ports }
  }
}

/** A share of fewer segments than this says nothing. */
const fewestSegments = 200

export function tcpSource(tree: ProcTree): Source {
  const [sent, sentAgain, overflows] = [growthOf(), growthOf(), growthOf()]
  return () => {
    const tcp = parseCounters(tree.read('/proc/net/snmp') ?? '', 'Tcp')
    const more = parseCounters(tree.read('/proc/net/netstat') ?? '', 'TcpExt')
    if (tcp === undefined && more === undefined) return {}
    const segments = sent(tcp?.['OutSegs']) ?? 0
    const again = sentAgain(tcp?.['RetransSegs'])
    return {
      tcp: {
        established: tcp?.['CurrEstab'],
        retransmitted: again === undefined || segments < fewestSegments ? undefined : again / segments,
        listenOverflows: overflows(more?.['ListenOverflows']),
      },
    }
  }
}

export function conntrackSource(tree: ProcTree): Source {
  const read = (name: string): number => Number(tree.read(`/proc/sys/net/netfilter/${name}`) ?? Number.NaN)
  return () => {
    const [count, max] = [read('nf_conntrack_count'), read('nf_conntrack_max')]
    return max > 0 && count >= 0 ? { conntrack: { count, max } } : {}
  }
}

/** All interfaces but the loopback one. Speeds are asked for once: they change when a cable does. */
export function linkSource(tree: ProcTree): Source {
  const look = (): ReadonlyMap<string, LinkTotals> => parseNetDev(tree.read('/proc/net/dev') ?? '')
  const speeds = new Map<string, number | undefined>()
  const speedOf = (name: string): number | undefined => {
    if (!speeds.has(name)) speeds.set(name, parseSpeed(tree.readOnce(`/sys/class/net/${name}/speed`)))
    return speeds.get(name)
  }
  let before = look()
  return (period) => {
    const now = look()
    const links = [...now].flatMap(([name, totals]): LinkReading[] => {
      const last = before.get(name)
      if (name === 'lo' || last === undefined || !(period > 0)) return []
      return [{ name, ...ratesOf(last, totals, period), speed: speedOf(name) }]
    })
    before = now
    return now.size === 0 ? {} : { links }
  }
}

const ratesOf = (before: LinkTotals, now: LinkTotals, period: Millis): LinkTotals => ({
  received: (1000 * Math.max(0, now.received - before.received)) / period,
  sent: (1000 * Math.max(0, now.sent - before.sent)) / period,
})
