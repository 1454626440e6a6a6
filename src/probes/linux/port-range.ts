import type { PortRange } from '../../base/host-reading.ts'

const reuses: Readonly<Record<string, PortRange['reuse']>> = { '0': 'never', '1': 'always', '2': 'loopback' }

/** net.ipv4.ip_local_port_range and tcp_tw_reuse of /proc/sys. */
export function parsePortRange(range: string, reuse: string | undefined): PortRange | undefined {
  const [first = Number.NaN, last = Number.NaN] = range.trim().split(/\s+/).map(Number)
  if (!Number.isInteger(first) || !Number.isInteger(last)) return undefined
  return { first, last, reuse: reuses[reuse?.trim() ?? ''] ?? 'never' }
}
