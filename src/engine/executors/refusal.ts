import type { Millis } from '../../base/units.ts'
import { mostRate, mostVus } from '../config/executors/extremes.ts'
import type { LoadChange, LoadStage } from '../config/load-change.ts'
import { modelOf, type ScenarioConfig } from '../config/scenario.ts'
import { peakFrom } from '../schedule/profile.ts'
import { courseNow, type LiveLoad } from './live-load.ts'

const MOST_FACTOR = 1000
const MOST_STAGES = 1000
const LONGEST: Millis = 365 * 86_400_000

type ChangeOf<Type extends LoadChange['type']> = Extract<LoadChange, { type: Type }>
type Refusals = {
  readonly [Type in LoadChange['type']]: (config: ScenarioConfig, change: ChangeOf<Type>) => string | undefined
}

const accepts = (): undefined => undefined

const refusals: Refusals = {
  'set-rate': (config, { rate, ramp }) => refuseUnit(config, 'rate') ?? refuseRate(rate, 'a rate') ?? refuseRamp(ramp),
  'set-vus': (config, { vus, ramp }) => refuseUnit(config, 'vus') ?? refuseVus(vus, 'VUs') ?? refuseRamp(ramp),
  scale: (config, { factor, ramp }) => refuseFactor(factor) ?? refuseRamp(ramp) ?? refuseFixed(config),
  'set-stages': (config, { stages }) => refuseUnstaged(config) ?? refuseStages(config, stages),
  'set-max-vus': (config, { maxVUs }) => refuseMaxVUs(config, maxVUs),
  'follow-plan': (_, { ramp }) => refuseRamp(ramp),
  restore: accepts,
  start: accepts,
  stop: accepts,
  pause: accepts,
  resume: accepts,
}

/** Why this scenario cannot follow the change and what can be done instead, in one sentence; undefined when it can. */
export const refusalOf = <Type extends LoadChange['type']>(
  config: ScenarioConfig,
  change: ChangeOf<Type> & { readonly type: Type },
): string | undefined => refusals[change.type](config, change)

/** Why the course that a change makes cannot be: it asks for more than the scenario may have. */
export function refuseCourse({ name, executor }: ScenarioConfig, load: LiveLoad, at: Millis): string | undefined {
  const peak = peakFrom(courseNow(load), at - load.startsAt)
  if (modelOf(executor) === 'open') return refuseRate(peak, `the rate of ${name}`)
  if (peak > load.maxVUs) {
    return `${name} would come to ${plain(peak)} VUs with maxVUs ${load.maxVUs}: set fewer VUs or more maxVUs first`
  }
  return peak > mostVus ? `the VUs of ${name} are at most ${mostVus}, not ${plain(peak)}` : undefined
}

/** The time that a change takes. */
export const refuseRamp = (ramp: Millis): string | undefined =>
  isWithin(ramp, LONGEST) ? undefined : `a ramp takes from 0 ms to a year (${LONGEST} ms), not ${ramp} ms`

const plain = (value: number): string => String(Number(value.toPrecision(6)))
const isWithin = (value: number, most: number): boolean => Number.isFinite(value) && value >= 0 && value <= most

function refuseUnit(config: ScenarioConfig, unit: 'rate' | 'vus'): string | undefined {
  const { name, executor } = config
  const isOpen = modelOf(executor) === 'open'
  if (unit === 'rate' && !isOpen) return `${name} is ${executor}: its load is a number of VUs, not a rate; use set-vus`
  if (unit === 'vus' && isOpen) {
    return `${name} is ${executor}: its load is a rate, not a number of VUs; use set-rate, or set-max-vus for the most VUs it may take`
  }
  return refuseFixed(config)
}

function refuseFixed(config: ScenarioConfig): string | undefined {
  if (config.executor !== 'per-vu-iterations') return undefined
  const { name, iterations } = config
  return `${name} is per-vu-iterations: its VUs are fixed, as each has ${iterations} iterations of its own; pause it, or end it with stop-scenario`
}

function refuseUnstaged(config: ScenarioConfig): string | undefined {
  if (config.executor !== 'shared-iterations') return refuseFixed(config)
  return `${config.name} is shared-iterations: it ends with its iterations, not with stages; use set-vus`
}

const refuseRate = (rate: number, what: string): string | undefined =>
  isWithin(rate, mostRate) ? undefined : `${what} is a number from 0 to ${mostRate}, not ${rate}`

const refuseVus = (vus: number, what: string): string | undefined =>
  Number.isInteger(vus) && isWithin(vus, mostVus)
    ? undefined
    : `${what} are a whole number from 0 to ${mostVus}, not ${vus}`

const refuseFactor = (factor: number): string | undefined =>
  factor > 0 && isWithin(factor, MOST_FACTOR)
    ? undefined
    : `a factor is a number above 0 and up to ${MOST_FACTOR}, not ${factor}; to start nothing, pause`

function refuseStages({ executor }: ScenarioConfig, stages: readonly LoadStage[]): string | undefined {
  if (stages.length === 0 || stages.length > MOST_STAGES) return `stages are 1 to ${MOST_STAGES}, not ${stages.length}`
  for (const [index, { duration, target }] of stages.entries()) {
    const place = `stages[${index}]`
    if (!isWithin(duration, LONGEST)) return `${place}.duration is from 0 to ${LONGEST} ms, not ${duration}`
    const wrong =
      modelOf(executor) === 'open' ? refuseRate(target, `${place}.target`) : refuseVus(target, `${place}.target: VUs`)
    if (wrong !== undefined) return wrong
  }
  const total = stages.reduce((sum, { duration }) => sum + duration, 0)
  return total > 0 ? undefined : 'stages of no time at all would end the scenario: use stop-scenario for that'
}

function refuseMaxVUs({ name, executor }: ScenarioConfig, maxVUs: number): string | undefined {
  if (modelOf(executor) === 'closed' && executor !== 'externally-controlled') {
    return `${name} is ${executor}: it has no maxVUs; use set-vus`
  }
  if (Number.isInteger(maxVUs) && maxVUs >= 1 && maxVUs <= mostVus) return undefined
  return `maxVUs is a whole number from 1 to ${mostVus}, not ${maxVUs}; to start nothing, pause`
}
