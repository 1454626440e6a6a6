import type { PortRange } from '../../base/host-reading.ts'

/** `sysctl a b c` prints `a: 1` a line. */
export function parseSysctl(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^([\w.]+): (.*)$/gm)].map(([, name = '', value = '']) => [name, value.trim()]))
}

/** Everything that is asked of sysctl at a look. */
export const sysctlNames: readonly string[] = [
  'net.inet.ip.portrange.first',
  'net.inet.ip.portrange.last',
  'net.inet.tcp.pcbcount',
  'net.inet.tcp.tw_pcbcount',
  'vm.swapusage',
  'hw.memsize',
  'hw.pagesize',
]

/** Ports in TIME_WAIT stay there: macOS has no tcp_tw_reuse. */
export function portRangeOf(values: ReadonlyMap<string, string>): PortRange | undefined {
  const first = Number(values.get('net.inet.ip.portrange.first'))
  const last = Number(values.get('net.inet.ip.portrange.last'))
  return first > 0 && last > first ? { first, last, reuse: 'never' } : undefined
}

/** `total = 2048.00M  used = 1187.75M  free = 860.25M  (encrypted)`, in bytes. */
export function parseSwapUsage(text: string): { readonly total: number; readonly free: number } | undefined {
  const megabytes = (key: string): number => Number(new RegExp(`${key} = ([\\d.]+)M`).exec(text)?.[1] ?? Number.NaN)
  const [total, free] = [megabytes('total'), megabytes('free')]
  return Number.isNaN(total + free) ? undefined : { total: total * 2 ** 20, free: free * 2 ** 20 }
}
