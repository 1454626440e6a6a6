import { type Codec, durationAtLeast, filledText, isObject, type JsonCodec, mustBe } from '../codec.ts'
import { textMap } from '../collections.ts'
import { FieldReader } from '../field-reader.ts'
import type { ScenarioBase, ScenarioConfig } from '../scenario.ts'
import type { Millis } from '../../../base/units.ts'
import { problems } from '../../../base/result.ts'

/** Reads what is the executor's own; the fields all share are in `base`. */
export type ExecutorReader<S extends ScenarioConfig> = (fields: FieldReader, base: ScenarioBase) => S

export const defaultGracefulStop: Millis = 30_000
/** k6 plans no run shorter than this; stages may be. */
export const runTime: Codec<Millis> = durationAtLeast(1000)

const noBrowser: JsonCodec<never> = {
  fromJson: (_value, at) => problems(`${at} is not supported: kneepoint drives no browsers; run this scenario with k6`),
  toJson: (value) => value,
}

const scenarioOptions: JsonCodec<object> = {
  fromJson: (value, at) => {
    if (!isObject(value)) return mustBe(at, 'an object', value)
    const fields = new FieldReader(value, (field) => `${at}.${field}`)
    fields.optional('browser', noBrowser)
    return fields.finish(value)
  },
  toJson: (value) => value,
}

/** What every executor has, in the order k6 prints it. */
export function readBase(name: string, fields: FieldReader): ScenarioBase {
  const base = {
    name,
    startTime: fields.withDefault('startTime', durationAtLeast(0), 0),
    gracefulStop: fields.withDefault('gracefulStop', durationAtLeast(0), defaultGracefulStop),
    env: fields.withDefault('env', textMap, {}),
    exec: fields.withDefault('exec', filledText, 'default'),
    tags: fields.withDefault('tags', textMap, {}),
  }
  if (fields.has('options')) fields.optional('options', scenarioOptions)
  return base
}
