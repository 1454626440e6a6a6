import type { Bytes, Millis, PerSecond, Share } from './units.ts'

/** What is not known. Never 0. */
export const unknown = '-'

const grouped: Intl.NumberFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** Exact, with a comma at the thousands. */
export const formatCount = (value: number | undefined): string =>
  value === undefined ? unknown : grouped.format(value)

/** Three significant digits below a thousand, whole numbers above. */
export function formatNumber(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return unknown
  const size = Math.abs(value)
  if (size >= 999.5) return grouped.format(value)
  if (size >= 99.95) return value.toFixed(0)
  if (size >= 9.995) return value.toFixed(1)
  if (size === 0) return '0'
  return size >= 0.0995 ? value.toFixed(2) : String(Number(value.toPrecision(2)))
}

/** A load as it was commanded: all its digits, but none that are not there. */
export const formatLoad = (value: number): string =>
  Number.isInteger(value) ? grouped.format(value) : String(Number(value.toPrecision(6)))

const withUnit = (text: string, unit: string): string => (text === unknown ? unknown : `${text}${unit}`)

/** The same with the unit of its model. */
export function formatLoadOf(value: number, model: 'open' | 'closed'): string {
  if (model === 'open') return `${formatLoad(value)}/s`
  return value === 1 ? '1 VU' : `${formatLoad(value)} VUs`
}

export const formatRate = (value: PerSecond | undefined): string => withUnit(formatNumber(value), '/s')

/** Milliseconds as a bare number, for where the unit is said once for all of them. */
export const formatMillis = (value: Millis | undefined): string => formatNumber(value)

/** A latency with its unit. */
export function formatLatency(value: Millis | undefined): string {
  if (value === undefined) return unknown
  return value >= 999.5 ? `${(value / 1000).toFixed(value >= 9995 ? 1 : 2)} s` : `${formatNumber(value)} ms`
}

/** Whole percents from ten up, one decimal below and above 99; something that is not nothing never shows as 0. */
export function formatShare(share: Share | undefined): string {
  if (share === undefined || !Number.isFinite(share)) return unknown
  const percent = share * 100
  if (percent > 0 && percent < 0.1) return '<0.1 %'
  // What is not all never shows as all, and near it a tenth makes the difference.
  if (percent > 99 && percent < 100) return `${(Math.floor(percent * 10 + 1e-9) / 10).toFixed(1)} %`
  return percent === 0 || percent >= 9.95 ? `${percent.toFixed(0)} %` : `${percent.toFixed(1)} %`
}

const byteUnits: readonly (readonly [string, number])[] = [
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
]

export function formatBytes(bytes: Bytes | undefined): string {
  if (bytes === undefined) return unknown
  const [unit, size] = byteUnits.find(([, least]) => bytes >= least) ?? ['B', 1]
  return `${formatNumber(bytes / size)} ${unit}`
}

/** `01:24`, `1:02:03`. */
export function formatClock(elapsed: Millis): string {
  const seconds = Math.max(0, Math.floor(elapsed / 1000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const tail = `${String(minutes).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
  return hours === 0 ? tail : `${hours}:${tail}`
}
