import type { MemoryReading } from '../../base/host-reading.ts'

/** /proc/meminfo; undefined when it does not say both (kernels before 3.14 know no MemAvailable). */
export function parseMemInfo(text: string): MemoryReading | undefined {
  const total = kilobytes(text, 'MemTotal')
  const available = kilobytes(text, 'MemAvailable')
  if (total === undefined || available === undefined) return undefined
  return { total, available, swapTotal: kilobytes(text, 'SwapTotal'), swapFree: kilobytes(text, 'SwapFree') }
}

/** In bytes. */
function kilobytes(text: string, key: string): number | undefined {
  const match = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)
  return match === null ? undefined : Number(match[1]) * 1024
}
