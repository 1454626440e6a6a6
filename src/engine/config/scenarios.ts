import { type Parsed, parsed, problems, problemsOf } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'
import { isObject, mustBe, type JsonCodec, show } from './codec.ts'
import { type ExecutorReader, readBase } from './executors/base.ts'
import { readConstantArrivalRate } from './executors/constant-arrival-rate.ts'
import { readConstantVus } from './executors/constant-vus.ts'
import { refuseExtremes } from './executors/extremes.ts'
import { readExternallyControlled } from './executors/externally-controlled.ts'
import { readPerVuIterations } from './executors/per-vu-iterations.ts'
import { readRampingArrivalRate } from './executors/ramping-arrival-rate.ts'
import { readRampingVus } from './executors/ramping-vus.ts'
import { readSharedIterations } from './executors/shared-iterations.ts'
import { FieldReader } from './field-reader.ts'
import type { ExecutorName, ScenarioConfig } from './scenario.ts'

const readers: { readonly [E in ExecutorName]: ExecutorReader<Extract<ScenarioConfig, { executor: E }>> } = {
  'constant-vus': readConstantVus,
  'ramping-vus': readRampingVus,
  'shared-iterations': readSharedIterations,
  'per-vu-iterations': readPerVuIterations,
  'constant-arrival-rate': readConstantArrivalRate,
  'ramping-arrival-rate': readRampingArrivalRate,
  'externally-controlled': readExternallyControlled,
}

const executorNames = Object.keys(readers)
const isExecutor = (name: unknown): name is ExecutorName => typeof name === 'string' && Object.hasOwn(readers, name)

/** A scenario, and what was given for it in the form `inspect` prints. */
export interface ReadScenario {
  readonly config: ScenarioConfig
  readonly json: Readonly<Record<string, unknown>>
}

/** How a field is called in problems. */
type Place = (field: string) => string

const executorName: JsonCodec<ExecutorName> = {
  fromJson: (value, at) =>
    isExecutor(value)
      ? parsed(value)
      : problems(
          `${at} must be one of ${executorNames.join(', ')}, got ${show(value)}${didYouMean(String(value), executorNames)}`,
        ),
  toJson: (value) => value,
}

/** Reads one scenario completely; `place` names its fields as the user knows them. */
export function readScenario(
  name: string,
  given: Readonly<Record<string, unknown>>,
  place: Place,
): Parsed<ReadScenario> {
  const fields = new FieldReader(given, place)
  if (!fields.has('executor')) return problems(`${place('executor')} is required: one of ${executorNames.join(', ')}`)
  const executor = fields.optional('executor', executorName)
  const base = readBase(name, fields)
  // Without the executor nobody knows which fields are its own.
  if (executor === undefined) return problems(...fields.problems)
  const config = readers[executor](fields, base)
  refuseExtremes(fields, config)
  return fields.finish({ config, json: fields.json })
}

const namePattern = /^[0-9a-zA-Z_-]+$/

function readNamed(name: string, given: unknown): Parsed<ReadScenario> {
  const subject = `scenario ${show(name)}`
  const ofName = namePattern.test(name)
    ? []
    : [`${subject}: a name may only hold the letters a-z and A-Z, digits, underscores and dashes`]
  if (!isObject(given)) return problems(...ofName, ...problemsOf(mustBe(subject, 'an object', given)))
  const read = readScenario(name, given, (field) => `${subject}: ${field}`)
  return read.ok && ofName.length === 0 ? read : problems(...ofName, ...problemsOf(read))
}

const byStart = (a: ReadScenario, b: ReadScenario): number =>
  a.config.startTime - b.config.startTime || (a.config.name < b.config.name ? -1 : 1)

/** All scenarios by (startTime, name), or the problems of all of them. */
export function readScenarios(given: Readonly<Record<string, unknown>>): Parsed<readonly ReadScenario[]> {
  const read = Object.keys(given)
    .sort()
    .map((name) => readNamed(name, given[name]))
  const found = read.flatMap(problemsOf)
  if (found.length > 0) return problems(...found)
  return parsed(read.flatMap((result) => (result.ok ? [result.value] : [])).sort(byStart))
}
