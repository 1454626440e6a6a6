import { type Parsed, problems } from '../../../base/result.ts'
import type { RunCommand } from '../../api.ts'
import {
  boolean,
  choice,
  decimal,
  duration,
  filledText,
  integer,
  isObject,
  type JsonCodec,
  show,
} from '../../config/codec.ts'
import { jsonList } from '../../config/collections.ts'
import { FieldReader } from '../../config/field-reader.ts'
import type { LoadStage } from '../../config/load-change.ts'

type ReadFields<Type extends RunCommand['type']> = (fields: FieldReader) => Extract<RunCommand, { type: Type }>

const stage: JsonCodec<LoadStage> = {
  fromJson: (value, at) => {
    if (!isObject(value)) return problems(`${at} must be {duration, target}, got ${show(value)}`)
    const fields = new FieldReader(value, (field) => `${at}.${field}`)
    return fields.finish({
      duration: fields.required('duration', duration(), 0),
      target: fields.required('target', decimal(), 0),
    })
  },
  toJson: (value) => value,
}

const scenario = (fields: FieldReader): string => fields.required('scenario', filledText, '')
const anyScenario = (fields: FieldReader): string | undefined => fields.optional('scenario', filledText)
const graceful = (fields: FieldReader): boolean => fields.withDefault('graceful', boolean, true)

function ramp(fields: FieldReader): { readonly rampMs?: number } {
  const rampMs = fields.optional('rampMs', duration())
  return rampMs === undefined ? {} : { rampMs }
}

/** The fields of every command, as the API has them. */
const commands: { readonly [Type in RunCommand['type']]: ReadFields<Type> } = {
  'set-rate': (fields) => ({
    type: 'set-rate',
    scenario: scenario(fields),
    rate: fields.required('rate', decimal(), 0),
    ...ramp(fields),
  }),
  'set-vus': (fields) => ({
    type: 'set-vus',
    scenario: scenario(fields),
    vus: fields.required('vus', integer(), 0),
    ...ramp(fields),
  }),
  scale: (fields) => ({
    type: 'scale',
    scenario: anyScenario(fields),
    factor: fields.required('factor', decimal(), 1),
    ...ramp(fields),
  }),
  'follow-plan': (fields) => ({ type: 'follow-plan', scenario: anyScenario(fields), ...ramp(fields) }),
  'set-stages': (fields) => ({
    type: 'set-stages',
    scenario: scenario(fields),
    stages: fields.required('stages', jsonList(stage), []),
  }),
  'set-max-vus': (fields) => ({
    type: 'set-max-vus',
    scenario: scenario(fields),
    maxVUs: fields.required('maxVUs', integer(), 1),
  }),
  'set-ramp': (fields) => ({ type: 'set-ramp', rampMs: fields.required('rampMs', duration(), 0) }),
  'start-scenario': (fields) => ({ type: 'start-scenario', scenario: scenario(fields) }),
  'stop-scenario': (fields) => ({
    type: 'stop-scenario',
    scenario: scenario(fields),
    graceful: graceful(fields),
  }),
  pause: () => ({ type: 'pause' }),
  resume: () => ({ type: 'resume' }),
  stop: (fields) => ({ type: 'stop', graceful: graceful(fields) }),
  mark: (fields) => ({ type: 'mark', note: fields.required('note', filledText, '') }),
  undo: () => ({ type: 'undo' }),
  explore: (fields) => ({
    type: 'explore',
    action: fields.withDefault('action', choice(['begin', 'leave', 'overload']), 'begin'),
  }),
}

const types = Object.keys(commands) as RunCommand['type'][]

/** A command as JSON, or everything that is wrong with it. Times are numbers of ms, or texts such as `30s`. */
export function readCommand(json: unknown): Parsed<RunCommand> {
  if (!isObject(json)) return problems(`a command is an object such as {"type": "pause"}, got ${show(json)}`)
  const fields = new FieldReader(json, (field) => field)
  const type = fields.required('type', choice(types), 'pause')
  if (fields.problems.length > 0) return problems(...fields.problems)
  return fields.finish(commands[type](fields))
}
