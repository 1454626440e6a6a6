import type { MetricSummary } from './summary-data.ts'

/** Digits behind the point without trailing zeros. */
const upTo = (value: number, digits: number): string => String(Number(value.toFixed(digits)))

export type TimeUnit = '' | 's' | 'ms' | 'us'

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
  if (ms < 0.001) return `${Math.round(ms * 1e6)}ns`
  if (ms < 1) return `${upTo(ms * 1000, 2)}µs`
  if (ms < 1000) return `${upTo(ms, 2)}ms`
  const seconds = ms / 1000
  if (seconds < 60) return `${upTo(seconds, 2)}s`
  const whole = Math.round(seconds)
  const rest = `${Math.floor(whole / 60) % 60}m${whole % 60}s`
  return whole < 3600 ? rest : `${Math.floor(whole / 3600)}h${rest}`
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** Bytes to the base of 1000, as k6 prints them. */
export function formatBytes(bytes: number): string {
  if (bytes < 10) return `${upTo(bytes, 2)} B`
  const exponent = Math.min(Math.floor(Math.log10(bytes) / 3), byteUnits.length - 1)
  const value = bytes / 1000 ** exponent
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ${byteUnits[exponent]}`
}

/** A share as a percentage, cut (not rounded) after two digits: 99.999 % is not 100 %. */
export const formatShare = (share: number): string => `${(Math.trunc(share * 10_000) / 100).toFixed(2)}%`

export const formatNumber = (value: number): string => upTo(value, 6)

/** A single value of a metric. */
export function formatValue(value: number, contains: MetricSummary['contains'], unit: TimeUnit): string {
  if (contains === 'time') return formatTime(value, unit)
  if (contains === 'data') return formatBytes(value)
  return formatNumber(value)
}
