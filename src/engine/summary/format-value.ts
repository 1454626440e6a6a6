import type { Contains, MetricKind } from '../metrics/metric.ts'

export type TimeUnit = '' | 's' | 'ms' | 'us'

const upTo = (value: number, digits: number): string => String(Number(value.toFixed(digits)))

/** Cut, not rounded: 999.999 ms is not a second yet. */
function cut(value: number, digits: number): string {
  const scale = 10 ** digits
  return upTo(Math.trunc(value * scale) / scale, digits)
}

/** A time in ms as k6 prints it: in the given unit with two digits, else in the unit that fits. */
export function formatTime(ms: number, unit: TimeUnit): string {
  switch (unit) {
    case 's':
      return `${(ms / 1000).toFixed(2)}s`
    case 'ms':
      return `${ms.toFixed(2)}ms`
    case 'us':
      return `${(ms * 1000).toFixed(2)}µs`
    case '':
      return formatAutoTime(ms)
  }
}

function formatAutoTime(ms: number): string {
  if (ms === 0) return '0s'
  if (ms < 0.001) return `${Math.trunc(ms * 1e6)}ns`
  if (ms < 1) return `${cut(ms * 1000, 2)}µs`
  if (ms < 1000) return `${cut(ms, 2)}ms`
  const minutes = Math.trunc(ms / 60_000)
  const seconds = `${cut((ms % 60_000) / 1000, minutes > 0 ? 0 : 2)}s`
  if (minutes === 0) return seconds
  const hours = Math.trunc(minutes / 60)
  return hours === 0 ? `${minutes}m${seconds}` : `${hours}h${minutes % 60}m${seconds}`
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const

/** Bytes to the base of 1000, as k6 prints them. */
export function formatBytes(bytes: number): string {
  if (bytes < 10) return `${upTo(bytes, 2)} B`
  const exponent = Math.min(Math.floor(Math.log10(bytes) / 3), byteUnits.length - 1)
  const value = Math.round((bytes / 1000 ** exponent) * 10) / 10
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ${byteUnits[exponent]}`
}

/** A share as a percentage, cut (not rounded) after two digits: 99.999 % is not 100 %. */
export const formatShare = (share: number): string => `${(Math.trunc(share * 10_000) / 100).toFixed(2)}%`

export const formatNumber = (value: number): string => upTo(value, 6)

export interface ValueKind {
  readonly type: MetricKind
  readonly contains: Contains
}

/** A single value of a metric. */
export function formatValue(value: number, { type, contains }: ValueKind, unit: TimeUnit): string {
  if (type === 'rate') return formatShare(value)
  if (contains === 'time') return formatTime(value, unit)
  if (contains === 'data') return formatBytes(value)
  return formatNumber(value)
}
