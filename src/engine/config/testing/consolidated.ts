import type { ScenarioConfig } from '../scenario.ts'
import { type ConfigSources, type Consolidated, consolidate } from '../consolidate.ts'
import type { RunConfig } from '../run-config.ts'
import { readRuntimeOptions, type RuntimeOptions } from '../runtime-options.ts'

/** What a test says of the layers; the rest is the same for all. */
export type Layers = Partial<ConfigSources>

function defaultRuntime(): RuntimeOptions {
  const read = readRuntimeOptions({}, {}, false)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.value
}

const frame: ConfigSources = {
  work: { kind: 'script', path: '/x.js' },
  threads: 2,
  userAgent: 'kneepoint/1',
  runtime: defaultRuntime(),
}

function read(layers: Layers): Consolidated {
  const result = consolidate({ ...frame, ...layers })
  if (!result.ok) throw new Error(result.problems.join('\n'))
  return result.value
}

export const configOf = (layers: Layers): RunConfig => read(layers).config
export const warningsOf = (layers: Layers): readonly string[] => read(layers).warnings
export const onlyScenario = (layers: Layers): ScenarioConfig | undefined => configOf(layers).scenarios[0]

export function problemsWith(layers: Layers): readonly string[] {
  const result = consolidate({ ...frame, ...layers })
  return result.ok ? [] : result.problems
}

export const runtimeWith = (some: Partial<RuntimeOptions>): RuntimeOptions => ({ ...frame.runtime, ...some })
/** The `scenarios` of a script. */
export const oneScenario: Readonly<Record<string, object>> = {
  main: { executor: 'constant-vus', vus: 3, duration: '10s' },
}
