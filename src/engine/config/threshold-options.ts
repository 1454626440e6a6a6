import { formatDuration } from '../../base/duration.ts'
import { parsed, problemsOf } from '../../base/result.ts'
import type { Millis } from '../../base/units.ts'
import {
  boolean,
  type Codec,
  duration,
  durationAtLeast,
  isObject,
  type JsonCodec,
  mustBe,
  show,
  text,
} from './codec.ts'
import { jsonList, jsonMap, jsonText } from './collections.ts'
import { FieldReader, strayFields } from './field-reader.ts'
import { parseMetricSelector } from './metric-selector.ts'
import type { ThresholdConfig } from './run-config.ts'
import { parseThresholdExpression } from './threshold-expression.ts'

export type Thresholds = Readonly<Record<string, readonly ThresholdConfig[]>>

const fieldNames = ['threshold', 'abortOnFail', 'delayAbortEval', 'window']

/** The run is closed second by second. */
const windowCodec: Codec<Millis> = duration({
  text: 'whole seconds from 1s to 1h',
  holds: (value) => value >= 1000 && value <= 3_600_000 && value % 1000 === 0,
})

const threshold: JsonCodec<ThresholdConfig> = {
  fromJson: (value, at) => {
    if (typeof value === 'string')
      return parsed({ threshold: value, abortOnFail: false, delayAbortEval: 0, window: undefined })
    if (!isObject(value)) return mustBe(at, "a text such as 'p(95)<500' or an object with threshold", value)
    const fields = new FieldReader(value, (field) => `${at}.${field}`)
    const read = {
      threshold: fields.required('threshold', text, ''),
      abortOnFail: fields.withDefault('abortOnFail', boolean, false),
      delayAbortEval: fields.withDefault('delayAbortEval', durationAtLeast(0), 0),
      window: fields.optional('window', windowCodec),
    }
    return fields.result(read)
  },
  toJson: ({ threshold: source, abortOnFail, delayAbortEval, window }) => {
    if (!abortOnFail && window === undefined) return source
    const delay = delayAbortEval === 0 ? null : formatDuration(delayAbortEval)
    const width = window === undefined ? {} : { window: formatDuration(window) }
    return { threshold: source, abortOnFail, delayAbortEval: delay, ...width }
  },
  doubts: (value, at) => strayFields(value, fieldNames, at),
}

/** `{metric: ['p(95)<500', {threshold, abortOnFail, delayAbortEval, window}]}`. */
export const thresholdsCodec: Codec<Thresholds> = jsonText(jsonMap(jsonList(threshold)))

/** Everything that is wrong with the names and the expressions, before any metric exists. */
export function checkThresholds(thresholds: Thresholds): readonly string[] {
  return Object.entries(thresholds).flatMap(([selector, configs]) => [
    ...problemsOf(parseMetricSelector(selector, `threshold ${show(selector)}`)),
    ...configs.flatMap(({ threshold: source }, index) =>
      problemsOf(parseThresholdExpression(source, `threshold ${show(selector)}[${index}]`)),
    ),
  ])
}

const metadata = ['vu', 'iter']

/** Thresholds that no sample will ever count for. */
export function doubtThresholds(thresholds: Thresholds): readonly string[] {
  return Object.keys(thresholds).flatMap((source) => {
    const selector = parseMetricSelector(source, source)
    const tags = selector.ok ? selector.value.tags.map(([name]) => name) : []
    return tags
      .filter((name) => metadata.includes(name))
      .map(
        (name) =>
          `threshold ${show(source)} has no samples: ${name} is metadata of single samples and no tag, as in k6`,
      )
  })
}
