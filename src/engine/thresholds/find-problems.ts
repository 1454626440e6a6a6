import { didYouMean } from '../../base/suggest.ts'
import { parseMetricSelector } from '../config/metric-selector.ts'
import type { RunConfig } from '../config/run-config.ts'
import { parseThresholdExpression } from '../config/threshold-expression.ts'
import type { MetricDef } from '../metrics/metric.ts'
import { methodsOf } from './measure.ts'

type KnownMetrics = ReadonlyMap<string, MetricDef>

/** What only shows once it is known which metrics there are: names nobody measures, and methods that a type does not have. */
export function findThresholdProblems(
  { thresholds }: Pick<RunConfig, 'thresholds'>,
  metrics: readonly MetricDef[],
): readonly string[] {
  const known = new Map(metrics.map((metric) => [metric.name, metric]))
  return Object.entries(thresholds).flatMap(([source, configs]) => {
    const selector = parseMetricSelector(source, source)
    if (!selector.ok) return selector.problems
    const metric = known.get(selector.value.metric)
    if (metric === undefined) return [noSuchMetric(source, selector.value.metric, known)]
    return configs.flatMap(({ threshold }) => findWrongMethod(source, threshold, metric))
  })
}

const noSuchMetric = (source: string, name: string, known: KnownMetrics): string =>
  `threshold ${JSON.stringify(source)}: there is no metric ${JSON.stringify(name)}${didYouMean(name, known.keys())}`

function findWrongMethod(source: string, threshold: string, { name, kind }: MetricDef): readonly string[] {
  const expression = parseThresholdExpression(threshold, source)
  if (!expression.ok) return expression.problems
  const { method } = expression.value
  if (methodsOf[kind].includes(method)) return []
  const ways = methodsOf[kind].map((each) => (each === 'p' ? 'p(N)' : each)).join(', ')
  return [
    `threshold ${JSON.stringify(source)}: ${JSON.stringify(threshold)} uses ${method === 'p' ? 'p(N)' : method}, but ${name} is a ${kind}, which has ${ways}`,
  ]
}
