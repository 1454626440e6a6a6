import type { Bytes } from '../base/units.ts'

export interface MemoryInfo {
  readonly total: Bytes
  readonly available: Bytes
}

/** /proc/meminfo; undefined when it does not say both (kernels before 3.14 know no MemAvailable). */
export function parseMemInfo(text: string): MemoryInfo | undefined {
  const total = kilobytes(text, 'MemTotal')
  const available = kilobytes(text, 'MemAvailable')
  return total === undefined || available === undefined
    ? undefined
    : { total: total * 1024, available: available * 1024 }
}

function kilobytes(text: string, key: string): number | undefined {
  const match = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(text)
  return match === null ? undefined : Number(match[1])
}
