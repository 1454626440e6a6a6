import type { Millis } from '../../base/units.ts'
import { type MetricSelector, parseMetricSelector } from '../config/metric-selector.ts'
import type { RunConfig, ThresholdConfig } from '../config/run-config.ts'
import { parseThresholdExpression, type ThresholdExpression } from '../config/threshold-expression.ts'

/** One condition on one metric or submetric. */
export interface Threshold {
  readonly selector: MetricSelector
  readonly expression: ThresholdExpression
  readonly abortOnFail: boolean
  /** Not before so much of the run is over does it abort. */
  readonly delayAbortEval: Millis
  /** Over the last so much time; undefined: over the whole run so far, as in k6. */
  readonly window: Millis | undefined
}

/** All thresholds of a run, in the order in which they are written. Configuration has refused what cannot be read. */
export function thresholdsOf({ thresholds }: Pick<RunConfig, 'thresholds'>): readonly Threshold[] {
  return Object.entries(thresholds).flatMap(([source, configs]) => {
    const selector = parseMetricSelector(source, source)
    return selector.ok ? configs.flatMap((config) => thresholdOf(selector.value, config)) : []
  })
}

function thresholdOf(selector: MetricSelector, config: ThresholdConfig): readonly Threshold[] {
  const expression = parseThresholdExpression(config.threshold, selector.source)
  if (!expression.ok) return []
  const { abortOnFail, delayAbortEval, window } = config
  return [{ selector, expression: expression.value, abortOnFail, delayAbortEval, window }]
}
