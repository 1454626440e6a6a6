import { type Parsed, parsed, problems, problemsOf } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'
import { isObject } from './codec.ts'
import { isInSequence, formatSegment, formatSequence } from './execution-segment.ts'
import {
  type Layer,
  type OptionTexts,
  readConfigFileLayer,
  readEnvLayer,
  readFlagLayer,
  readScriptLayer,
  stackLayers,
} from './layers.ts'
import type { SetOptions } from './option-values.ts'
import type { RunConfig } from './run-config.ts'
import type { RuntimeOptions } from './runtime-options.ts'
import type { ScenarioConfig } from './scenario.ts'
import { type Derived, deriveScenarios } from './shortcuts.ts'
import { type RunFrame, toRunConfig } from './to-run-config.ts'
import { checkThresholds, doubtThresholds } from './threshold-options.ts'

/** Where the options of a run come from, lowest layer first. Whatever is left out says nothing. */
export interface ConfigSources extends RunFrame {
  /** The parsed content of k6's config file. */
  readonly configFile?: unknown
  /** The `options` the script exports. */
  readonly script?: unknown
  /** The environment of this process, of which `K6_*` counts. */
  readonly processEnv?: Readonly<Record<string, string | undefined>>
  readonly flags?: OptionTexts
  /** Names of the functions the script exports; checked against `exec` when given. */
  readonly callable?: readonly string[]
  /** Ready-made scenarios (explore): they are what runs, whatever the layers say of load. */
  readonly scenarios?: readonly ScenarioConfig[]
}

export interface Consolidated {
  readonly config: RunConfig
  /** In k6's words where k6 has the warning. */
  readonly warnings: readonly string[]
}

/** All layers put together: the whole run as one frozen value, or everything that is wrong, in the order of the layers. */
export function consolidate(sources: ConfigSources): Parsed<Consolidated> {
  const stack = stackLayers([
    readConfigFileLayer(sources.configFile),
    readScriptLayer(sources.script),
    readEnvLayer(sources.processEnv ?? {}),
    readFlagLayer(sources.flags ?? {}),
  ])
  const derived = scenariosOf(sources, stack)
  const found = [
    ...stack.problems,
    ...problemsOf(derived),
    ...findMissingFunctions(namedFunctions(derived, stack.options), sources.callable),
    ...findProblems(stack.options, sources.runtime),
  ]
  if (found.length > 0 || !derived.ok) return problems(...found)
  const config = toRunConfig(stack.options, derived.value.scenarios, sources)
  const warnings = [...stack.warnings, ...derived.value.warnings, ...findDoubts(stack.options, config)]
  return parsed({ config, warnings })
}

function scenariosOf({ scenarios }: ConfigSources, { options }: Layer): Parsed<Derived> {
  if (scenarios === undefined) return deriveScenarios(options)
  return parsed({ scenarios: scenarios.map((config) => ({ config, json: { ...config } })), warnings: [] })
}

type Exec = Pick<ScenarioConfig, 'name' | 'exec'>

/** What scenarios call. Of scenarios with problems only what they say themselves is known. */
function namedFunctions(derived: Parsed<Derived>, { scenarios = {} }: SetOptions): readonly Exec[] {
  if (derived.ok) return derived.value.scenarios.map(({ config }) => config)
  return Object.entries(scenarios).flatMap(([name, given]) =>
    isObject(given) && typeof given['exec'] === 'string' && given['exec'] !== '' ? [{ name, exec: given['exec'] }] : [],
  )
}

function findMissingFunctions(named: readonly Exec[], callable: readonly string[] | undefined): readonly string[] {
  if (callable === undefined) return []
  return named
    .filter(({ exec }) => !callable.includes(exec))
    .map(
      ({ name, exec }) =>
        `scenario "${name}": exec must name an exported function, got "${exec}"${didYouMean(exec, callable)}`,
    )
}

function findProblems(options: SetOptions, { noThresholds }: RuntimeOptions): readonly string[] {
  const { executionSegment: segment, executionSegmentSequence: sequence, thresholds } = options
  const outside = sequence !== undefined && !isInSequence(segment, sequence)
  return [
    ...(outside
      ? [
          `executionSegment ${segment === undefined ? '0:1' : formatSegment(segment)} is not in executionSegmentSequence ${formatSequence(sequence)}`,
        ]
      : []),
    ...(noThresholds || thresholds === undefined ? [] : checkThresholds(thresholds)),
  ]
}

const knownFeatures = ['merge-run-tags']

/** What is legal and still not what the user may expect. */
function findDoubts(options: SetOptions, { scenarios, thresholds, noThresholds }: RunConfig): readonly string[] {
  return [
    ...(noThresholds ? [] : doubtThresholds(thresholds)),
    ...(options.metricSamplesBufferSize === undefined
      ? []
      : ['metricSamplesBufferSize has no effect: kneepoint keeps no buffer of samples']),
    ...(options.features ?? [])
      .filter((feature) => !knownFeatures.includes(feature))
      .map((feature) => `feature "${feature}" is not known to kneepoint and has no effect`),
    ...scenarios
      .filter((scenario) => 'maxVUs' in scenario && scenario.maxVUs === 0)
      .map(({ name }) => `scenario "${name}": maxVUs is 0, so none of its iterations can start`),
  ]
}
