import { formatDuration } from '../../base/duration.ts'
import { formatBytes, formatLatency, formatNumber, formatShare } from '../../base/readable-numbers.ts'
import type { ThresholdView } from '../../engine/api.ts'

/** What the left side of a threshold came to; with a window, at its worst. */
export function judgedValue({ kind, contains, method, window, value, worst }: ThresholdView): string {
  const judged = window === undefined ? value : worst
  if (judged === undefined) return 'no samples'
  if (kind === 'rate') return formatShare(judged)
  const text = ofContent[contains](judged)
  return kind === 'counter' && method === 'rate' ? `${text}/s` : text
}

const ofContent: Readonly<Record<ThresholdView['contains'], (value: number) => string>> = {
  time: formatLatency,
  data: formatBytes,
  default: formatNumber,
}

/** As it was written, with its window. */
export const conditionText = ({ source, window }: ThresholdView): string =>
  window === undefined ? source : `${source} over ${formatDuration(window)}`

/** A threshold and what it came to, in one line. */
export const thresholdText = (threshold: ThresholdView): string =>
  `${threshold.metric} ${conditionText(threshold)}: ${judgedValue(threshold)}`
