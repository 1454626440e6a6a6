import type { Bytes, Millis } from '../../base/units.ts'

/** How long a group was kept from running since it was made, because its quota was used up. */
export type Throttled = Millis

/** `cpu.max` of version 2: quota and period in us, or `max`. In cores; Infinity without a limit. */
export function parseCpuMax(text: string): number | undefined {
  const [quota = '', period = ''] = text.trim().split(' ')
  return quota === 'max' ? Number.POSITIVE_INFINITY : ratio(Number(quota), Number(period))
}

/** Version 1 has them in two files; a quota of -1 is none. */
export function parseCfsQuota(quota: string | undefined, period: string | undefined): number | undefined {
  const allowed = Number(quota ?? Number.NaN)
  return allowed < 0 ? Number.POSITIVE_INFINITY : ratio(allowed, Number(period ?? Number.NaN))
}

const ratio = (quota: number, period: number): number | undefined =>
  period > 0 && quota > 0 ? quota / period : undefined

/** `cpu.stat`: `throttled_usec` in version 2, `throttled_time` in ns in version 1. */
export function parseThrottled(text: string): Throttled | undefined {
  const micros = /^throttled_usec (\d+)/m.exec(text)?.[1]
  if (micros !== undefined) return Number(micros) / 1e3
  const nanos = /^throttled_time (\d+)/m.exec(text)?.[1]
  return nanos === undefined ? undefined : Number(nanos) / 1e6
}

/** Version 1 says "no limit" by a number near 2^63. */
const unlimitedFrom: Bytes = 2 ** 60

/** `memory.max` or `memory.limit_in_bytes`; Infinity without a limit. */
export function parseMemoryLimit(text: string): Bytes | undefined {
  const trimmed = text.trim()
  if (trimmed === 'max') return Number.POSITIVE_INFINITY
  const bytes = trimmed === '' ? Number.NaN : Number(trimmed)
  if (Number.isNaN(bytes)) return undefined
  return bytes >= unlimitedFrom ? Number.POSITIVE_INFINITY : bytes
}
