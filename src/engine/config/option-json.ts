import { type Parsed, parsed, problems, problemsOf } from '../../base/result.ts'
import { readScriptLayer } from './layers.ts'
import { jsonEntry, optionNames, optionTable } from './option-table.ts'
import type { SetOptions } from './option-values.ts'
import { type ReadScenario, readScenarios } from './scenarios.ts'

type Json = Readonly<Record<string, unknown>>

const scenarioJson = (scenarios: readonly ReadScenario[]): Json =>
  Object.fromEntries(
    scenarios.map(({ config, json }) => [config.name, json] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** k6 prints every option, null where nothing is set, durations as text; `cloud` only when there is one. */
export function optionsToJson(options: SetOptions, scenarios: readonly ReadScenario[] | undefined): Json {
  const shown = optionNames.filter(
    (name) => optionTable[name].json !== 'nowhere' && (name !== 'cloud' || options.cloud !== undefined),
  )
  return {
    ...Object.fromEntries(shown.map((name) => jsonEntry(name, { ...options, dns: options.dns ?? {} }))),
    scenarios: scenarios === undefined ? null : scenarioJson(scenarios),
  }
}

export interface InspectedOptions {
  readonly json: Json
  readonly warnings: readonly string[]
}

/** What `inspect` prints without `--execution-requirements`: the script's own options, nothing added. */
export function inspectOptions(exported: unknown): Parsed<InspectedOptions> {
  const { options, problems: found, warnings } = readScriptLayer(exported)
  const read = options.scenarios === undefined ? undefined : readScenarios(options.scenarios)
  const all = [...found, ...(read === undefined ? [] : problemsOf(read))]
  if (all.length > 0) return problems(...all)
  return parsed({ json: optionsToJson(options, read?.ok === true ? read.value : undefined), warnings })
}
