import type { Bytes } from '../../base/units.ts'

export interface LinkTotals {
  readonly received: Bytes
  readonly sent: Bytes
}

/** Bytes since boot of each network interface, of /proc/net/dev. */
export function parseNetDev(text: string): ReadonlyMap<string, LinkTotals> {
  const rows = [...text.matchAll(/^\s*([^\s:]+):\s*(.+)$/gm)]
  return new Map(
    rows.map(([, name = '', numbers = '']) => {
      const columns = numbers.trim().split(/\s+/).map(Number)
      return [name, { received: columns[0] ?? 0, sent: columns[8] ?? 0 }]
    }),
  )
}

/** /sys/class/net/NAME/speed says Mbit/s, and -1 or nothing where it does not know. In bytes per second. */
export function parseSpeed(text: string | undefined): Bytes | undefined {
  const megabits = Number(text?.trim() === '' ? Number.NaN : text)
  return megabits > 0 ? (megabits * 1e6) / 8 : undefined
}
