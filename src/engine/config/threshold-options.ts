import { formatDuration } from '../../base/duration.ts'
import { parsed, problemsOf } from '../../base/result.ts'
import { boolean, type Codec, durationAtLeast, isObject, type JsonCodec, mustBe, show, text } from './codec.ts'
import { jsonList, jsonMap, jsonText } from './collections.ts'
import { FieldReader, strayFields } from './field-reader.ts'
import { parseMetricSelector } from './metric-selector.ts'
import type { ThresholdConfig } from './run-config.ts'
import { parseThresholdExpression } from './threshold-expression.ts'

export type Thresholds = Readonly<Record<string, readonly ThresholdConfig[]>>

const threshold: JsonCodec<ThresholdConfig> = {
  fromJson: (value, at) => {
    if (typeof value === 'string') return parsed({ threshold: value, abortOnFail: false, delayAbortEval: 0 })
    if (!isObject(value)) return mustBe(at, "a text such as 'p(95)<500' or an object with threshold", value)
    const fields = new FieldReader(value, (field) => `${at}.${field}`)
    const read = {
      threshold: fields.required('threshold', text, ''),
      abortOnFail: fields.withDefault('abortOnFail', boolean, false),
      delayAbortEval: fields.withDefault('delayAbortEval', durationAtLeast(0), 0),
    }
    return fields.result(read)
  },
  toJson: ({ threshold: source, abortOnFail, delayAbortEval }) =>
    abortOnFail
      ? { threshold: source, abortOnFail, delayAbortEval: delayAbortEval === 0 ? null : formatDuration(delayAbortEval) }
      : source,
  doubts: (value, at) => strayFields(value, ['threshold', 'abortOnFail', 'delayAbortEval'], at),
}

/** `{metric: ['p(95)<500', {threshold, abortOnFail, delayAbortEval}]}`. */
export const thresholdsCodec: Codec<Thresholds> = jsonText(jsonMap(jsonList(threshold)))

/** Everything that is wrong with the names and the expressions, before any metric exists. */
export function checkThresholds(thresholds: Thresholds): readonly string[] {
  return Object.entries(thresholds).flatMap(([selector, configs]) => [
    ...problemsOf(parseMetricSelector(selector, `threshold ${show(selector)}`)),
    ...configs.flatMap(({ threshold: source }) =>
      problemsOf(parseThresholdExpression(source, `threshold ${show(selector)}`)),
    ),
  ])
}
