import type { SocketReading } from '../../base/host-reading.ts'

/** /proc/net/sockstat and sockstat6: counts that the kernel keeps anyway. TIME_WAIT and orphans of both families are in the first. */
export function parseSockStat(v4: string, v6: string | undefined): SocketReading | undefined {
  const match = /^TCP: inuse (\d+) orphan (\d+) tw (\d+)/m.exec(v4)
  if (match === null) return undefined
  const [inUse = 0, orphan = 0, timeWait = 0] = match.slice(1).map(Number)
  const inUse6 = Number(/^TCP6: inuse (\d+)/m.exec(v6 ?? '')?.[1] ?? 0)
  return { inUse: inUse + inUse6, timeWait, orphan }
}
