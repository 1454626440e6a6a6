import { readFileSync } from 'node:fs'

/** Of what is free, so much may be taken by iterations in flight (saturation.md 2.5). */
const shareOfFiles = 0.8
const sharePorts = 0.6

/** How many iterations this machine can have in flight, each with a connection; Infinity where it does not say. */
export function inFlightLimit(): number {
  const limits = [
    shareOfFiles * (openFilesOf(read('/proc/self/limits')) ?? Infinity),
    sharePorts * (portsOf(read('/proc/sys/net/ipv4/ip_local_port_range')) ?? Infinity),
  ]
  return Math.floor(Math.min(...limits))
}

/** The soft limit: `Max open files            1024                 524288               files`. */
export function openFilesOf(limits: string): number | undefined {
  const digits = /^Max open files\s+(\d+)/m.exec(limits)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** First and last port: `32768	60999`. */
export function portsOf(range: string): number | undefined {
  const [first, last] = range.trim().split(/\s+/).map(Number)
  return first === undefined || last === undefined || !(last >= first) ? undefined : last - first + 1
}

/** Empty where there is no such file: not Linux. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
