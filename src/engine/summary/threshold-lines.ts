import { formatDuration } from '../../base/duration.ts'
import type { ThresholdState } from '../thresholds/judge.ts'
import { formatValue, type TimeUnit } from './format-value.ts'
import { baseName, byMetricName } from './metric-order.ts'
import type { Paints } from './paints.ts'

/** Every metric with thresholds, with what each of them came to; submetrics below their metric if that has some too. */
export function thresholdLines(
  thresholds: readonly ThresholdState[],
  paints: Paints,
  timeUnit: TimeUnit,
): readonly string[] {
  const byMetric = Map.groupBy(thresholds, ({ metric }) => metric)
  const names = [...byMetric.keys()].sort(byMetricName)
  return names.flatMap((name) => {
    const base = baseName(name)
    const isBelow = base !== name && byMetric.has(base)
    const margin = ' '.repeat(isBelow ? 6 : 4)
    const title = margin + (isBelow ? name.slice(base.length) : name)
    const lines = (byMetric.get(name) ?? []).map((state) => margin + oneThreshold(state, paints, timeUnit))
    return [title, ...lines, '']
  })
}

function oneThreshold(state: ThresholdState, paints: Paints, timeUnit: TimeUnit): string {
  const { failed, source, window, method } = state
  const mark = failed ? paints.bad('✗') : paints.good('✓')
  const over = window === undefined ? '' : ` over ${formatDuration(window)}`
  const value = thresholdValue(state, window === undefined ? state.value : state.worst, timeUnit)
  const left = value === undefined ? paints.plain('no samples') : `${paints.plain(method)}=${paints.value(value)}`
  return `${mark} ${paints.plain(`'${source.trim()}'${over}`)} ${left}${window !== undefined && failed ? ' at worst' : ''}`
}

/** A value of the left side, as it is shown. */
export function thresholdValue(
  { kind, contains, method }: ThresholdState,
  value: number | undefined,
  timeUnit: TimeUnit,
): string | undefined {
  if (value === undefined) return undefined
  const text = formatValue(value, { type: kind, contains }, timeUnit)
  return kind === 'counter' && method === 'rate' ? `${text}/s` : text
}

/** One line for the log of a run: `http_req_duration p(95)<500 is crossed: 612.3ms`. */
export function describeTurn(state: ThresholdState): string {
  const { metric, source, window, ok, value } = state
  const over = window === undefined ? '' : ` over ${formatDuration(window)}`
  const text = thresholdValue(state, value, '')
  return `threshold ${ok ? 'kept again' : 'crossed'}: ${metric} ${source.trim()}${over}${text === undefined ? '' : `, now ${text}`}`
}
