import { type Parsed, parsed, problems, problemsOf } from '../../base/result.ts'
import type { SetOptions } from './option-values.ts'
import { type ReadScenario, readScenario, readScenarios } from './scenarios.ts'
import type { GivenStage } from './stages.ts'

/** The scenarios of the run, and what k6 would warn about. */
export interface Derived {
  readonly scenarios: readonly ReadScenario[]
  readonly warnings: readonly string[]
}

/** The field of the scenario by the name of the option it came from. */
const optionOf: Readonly<Record<string, string>> = { maxDuration: 'duration', startVUs: 'vus' }

function shortcut(fields: Readonly<Record<string, unknown>>, warnings: readonly string[] = []): Parsed<Derived> {
  const read = readScenario('default', fields, (field) => optionOf[field] ?? field)
  return read.ok ? parsed({ scenarios: [read.value], warnings }) : read
}

const conflicts: readonly (readonly [keyof SetOptions, keyof SetOptions])[] = [
  ['iterations', 'stages'],
  ['iterations', 'scenarios'],
  ['duration', 'stages'],
  ['duration', 'scenarios'],
  ['stages', 'scenarios'],
]

function findConflicts(options: SetOptions): readonly string[] {
  const isSet = (name: keyof SetOptions): boolean =>
    name === 'stages' ? (options.stages?.length ?? 0) > 0 : options[name] !== undefined
  return conflicts
    .filter(([a, b]) => isSet(a) && isSet(b))
    .map(([a, b]) => `using \`${a}\` and \`${b}\` options simultaneously is not allowed`)
}

/** k6 leaves out stages of a script that have no duration. */
const isTimed = (stage: GivenStage): boolean => stage.duration !== undefined

function fromStages(stages: readonly GivenStage[], vus: number | undefined): Parsed<Derived> {
  const untimed = stages.flatMap((stage, index) =>
    isTimed(stage) ? [] : [`stages[${index}] has no duration and is left out`],
  )
  return shortcut({ executor: 'ramping-vus', startVUs: vus, stages: stages.filter(isTimed) }, untimed)
}

const emptied = (name: string): string =>
  `\`${name}\` was explicitly set to an empty value, running the script with 1 iteration in 1 VU`

/** Turns duration, iterations, stages or vus alone into the scenario they stand for, by k6's rules. */
export function deriveScenarios(options: SetOptions): Parsed<Derived> {
  const found = findConflicts(options)
  return found.length > 0
    ? problems(...found, ...problemsOf(readScenarios(options.scenarios ?? {})))
    : deriveFromOne(options)
}

function deriveFromOne({ iterations, duration, stages, vus, scenarios }: SetOptions): Parsed<Derived> {
  if (iterations !== undefined) {
    return shortcut({ executor: 'shared-iterations', vus, iterations, maxDuration: duration })
  }
  if (duration !== undefined) return fromDuration(duration, vus)
  if (stages !== undefined && stages.some(isTimed)) return fromStages(stages, vus)
  if (vus !== undefined && stages === undefined) return fromVusAlone(vus, scenarios !== undefined)
  if (scenarios !== undefined && Object.keys(scenarios).length > 0) return fromScenarios(scenarios)
  const empty = [stages === undefined ? [] : [emptied('stages')], scenarios === undefined ? [] : [emptied('scenarios')]]
  return shortcut({ executor: 'per-vu-iterations' }, empty.flat())
}

function fromScenarios(given: Readonly<Record<string, unknown>>): Parsed<Derived> {
  const read = readScenarios(given)
  return read.ok ? parsed({ scenarios: read.value, warnings: [] }) : read
}

function fromVusAlone(vus: number, overrides: boolean): Parsed<Derived> {
  const warnings = overrides ? [`\`vus=${vus}\` overrides scenarios configuration`] : []
  return shortcut({ executor: 'shared-iterations', vus, iterations: vus }, warnings)
}

function fromDuration(duration: number, vus: number | undefined): Parsed<Derived> {
  return duration > 0
    ? shortcut({ executor: 'constant-vus', vus, duration })
    : problems('duration must be more than 0, for a run without an end use the externally-controlled executor')
}
