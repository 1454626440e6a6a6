import { formatDuration } from '../../base/duration.ts'
import { type Parsed, parsed, problems } from '../../base/result.ts'
import type { Millis } from '../../base/units.ts'
import {
  atLeast,
  type Codec,
  decimal,
  duration,
  durationAtLeast,
  integer,
  isObject,
  type JsonCodec,
  mustBe,
  within,
} from './codec.ts'
import { jsonList, list } from './collections.ts'
import { mostVus } from './executors/extremes.ts'
import { FieldReader, strayFields } from './field-reader.ts'
import type { Stage } from './scenario.ts'

/** A stage as one layer gave it: k6 looks at missing parts only when the layers are put together. */
export interface GivenStage {
  readonly duration: Millis | undefined
  readonly target: number | undefined
}

/** The parts are read by `read`, which also decides on unknown ones. */
const stageOf = <S extends GivenStage>(read: (fields: FieldReader) => Parsed<S>): JsonCodec<S> => ({
  fromJson: (value, at) =>
    isObject(value)
      ? read(new FieldReader(value, (field) => `${at}.${field}`))
      : mustBe(at, '{duration, target}', value),
  toJson: (stage) => ({
    duration: stage.duration === undefined ? null : formatDuration(stage.duration),
    target: stage.target ?? null,
  }),
})

function stageFromText(line: string, at: string): Parsed<GivenStage> {
  const [span = '', target = '', ...more] = line.split(':')
  const readSpan = duration().fromEnv(span, at)
  const readTarget = integer().fromEnv(target, at)
  return readSpan.ok && readTarget.ok && more.length === 0
    ? parsed({ duration: readSpan.value, target: readTarget.value })
    : mustBe(at, 'duration:target such as 30s:100', line)
}

/** The `stages` option: `[{duration, target}]`, `--stage 30s:100` (repeatable), `K6_STAGES=10s:5,20s:0`. */
export const givenStages: Codec<readonly GivenStage[]> = list({
  ...stageOf<GivenStage>((fields) =>
    fields.result({
      duration: fields.optional('duration', duration()),
      target: fields.optional('target', integer()),
    }),
  ),
  fromFlags: (texts, at) => stageFromText(texts.at(-1) ?? '', at),
  fromEnv: stageFromText,
  doubts: (value, at) => strayFields(value, ['duration', 'target'], at),
})

/** The `stages` of a scenario, complete. A stage of 0 duration jumps. */
function completeStages(target: JsonCodec<number>): JsonCodec<readonly Stage[]> {
  const stages = jsonList(
    stageOf<Stage>((fields) =>
      fields.finish({
        duration: fields.required('duration', durationAtLeast(0), 0),
        target: fields.required('target', target, 0),
      }),
    ),
  )
  const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0
  return {
    ...stages,
    fromJson: (value, at) =>
      isEmpty(value) ? problems(`${at} must have at least one stage`) : stages.fromJson(value, at),
  }
}

export const vuStages: JsonCodec<readonly Stage[]> = completeStages(integer(within(0, mostVus)))
/** Rates may be fractional here; k6 takes whole numbers only. */
export const rateStages: JsonCodec<readonly Stage[]> = completeStages(decimal(atLeast(0)))
