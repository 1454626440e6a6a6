import { type MetricSelector, parseMetricSelector } from '../config/metric-selector.ts'
import type { RunConfig } from '../config/run-config.ts'
import type { MetricDef } from '../metrics/metric.ts'

type Asked = Pick<RunConfig, 'thresholds' | 'noThresholds' | 'systemTags'>

const read = (sources: Iterable<string>): readonly MetricSelector[] =>
  [...sources].flatMap((source) => {
    const selector = parseMetricSelector(source, source)
    return selector.ok ? [selector.value] : []
  })

/** The submetrics that are kept, as in k6: those that thresholds name, and that of the expected responses. */
export function submetricsOf({ thresholds, systemTags }: Asked): readonly MetricSelector[] {
  const always = systemTags.includes('expected_response') ? ['http_req_duration{expected_response:true}'] : []
  return read(new Set([...always, ...Object.keys(thresholds)])).filter(({ tags }) => tags.length > 0)
}

/** Whether groups and scenarios are summarized by themselves too. */
export const hasParts = ({ summaryMode }: Pick<RunConfig, 'summaryMode'>): boolean => summaryMode === 'full'

/** What thresholds are about, even without any expression: it is in the summary even if it never had a sample, as in k6. */
export function declaredMetrics(
  { thresholds, noThresholds }: Asked,
  metrics: readonly MetricDef[],
): readonly MetricDef[] {
  if (noThresholds) return []
  const known = new Map(metrics.map((metric) => [metric.name, metric]))
  const declared = new Map<string, MetricDef>()
  for (const { source, metric } of read(Object.keys(thresholds))) {
    const def = known.get(metric)
    if (def === undefined) continue
    declared.set(metric, def)
    declared.set(source, { ...def, name: source })
  }
  return [...declared.values()]
}
