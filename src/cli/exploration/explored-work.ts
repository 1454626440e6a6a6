import type { LoadModel } from '../../analysis/observation.ts'
import { UserError } from '../../base/errors.ts'
import { didYouMean } from '../../base/suggest.ts'
import { modelOf, perSecond, type ScenarioConfig } from '../../engine/config/scenario.ts'
import { type Explored, plainWork } from './explore-plan.ts'

/** What is explored together, in which proportions, and how it is loaded unless the command line says otherwise. */
export interface ExploredWork {
  readonly parts: readonly { readonly explored: Explored; readonly share: number }[]
  /** Undefined: nothing says it. */
  readonly model: LoadModel | undefined
}

/** One request, or a script's default function. */
export const onePart: ExploredWork = { parts: [{ explored: plainWork, share: 1 }], model: undefined }

/** The scenarios of a script that are named, or all of them, in proportion to the most load that each is planned to have. */
export function exploredScenarios(
  scenarios: readonly ScenarioConfig[],
  names: readonly string[] | undefined,
): ExploredWork {
  const chosen = names === undefined ? scenarios : names.map((name) => find(scenarios, name))
  const models = new Set(chosen.map(({ executor }) => modelOf(executor)))
  const [model, other] = [...models]
  if (other !== undefined) throw mixedModels(chosen)
  const loads = chosen.map(peakOf)
  const total = loads.reduce((sum, load) => sum + load, 0)
  const parts = chosen.map((explored, index) => ({
    explored,
    share: total > 0 ? (loads[index] ?? 0) / total : 1 / chosen.length,
  }))
  return { parts: parts.filter(({ share }) => share > 0), model }
}

function find(scenarios: readonly ScenarioConfig[], wanted: string): ScenarioConfig {
  const found = scenarios.find(({ name }) => name === wanted)
  if (found !== undefined) return found
  const names = scenarios.map(({ name }) => name)
  const known = names.length === 0 ? 'the script has no scenarios' : `there is ${names.join(', ')}`
  throw new UserError('UNKNOWN_SCENARIO', `--scenario: no scenario "${wanted}"${didYouMean(wanted, names)}`, {
    hint: names.length === 0 ? `${known}: leave --scenario out to explore its default function` : known,
  })
}

const mixedModels = (scenarios: readonly ScenarioConfig[]): UserError =>
  new UserError('MIXED_MODELS', 'arrival rates and VUs cannot be scaled together: they are not of one unit', {
    hint: `choose with --scenario: ${scenarios.map(({ name, executor }) => `${name} (${executor})`).join(', ')}`,
  })

/** Arrivals per second or VUs. */
function peakOf(scenario: ScenarioConfig): number {
  switch (scenario.executor) {
    case 'constant-arrival-rate':
      return perSecond(scenario.rate, scenario.timeUnit)
    case 'ramping-arrival-rate':
      return perSecond(peakOfStages(scenario.startRate, scenario.stages), scenario.timeUnit)
    case 'ramping-vus':
      return peakOfStages(scenario.startVUs, scenario.stages)
    case 'constant-vus':
    case 'shared-iterations':
    case 'per-vu-iterations':
    case 'externally-controlled':
      return scenario.vus
  }
}

const peakOfStages = (start: number, stages: readonly { readonly target: number }[]): number =>
  Math.max(start, ...stages.map(({ target }) => target))
