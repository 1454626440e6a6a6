import { formatCount, formatLatency, formatNumber, formatRate, formatShare } from '../../../base/readable-numbers.ts'
import type { Unit } from '../../chart.ts'

/** With its unit, for a value that is pointed at. */
export const valueText: Readonly<Record<Unit, (value: number) => string>> = {
  rate: formatRate,
  ms: formatLatency,
  count: formatCount,
  share: formatShare,
}

/** At an axis, where the unit stands in the title. */
export const tickText = (unit: Unit, value: number): string => {
  if (unit === 'share') return formatShare(value)
  return value === 0
    ? '0'
    : formatNumber(value)
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')
}
