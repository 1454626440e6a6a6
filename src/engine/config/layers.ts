import { didYouMean } from '../../base/suggest.ts'
import { type Parsed, problemsOf } from '../../base/result.ts'
import { type Codec, isObject, mustBe } from './codec.ts'
import { isOptionName, optionNames, optionTable } from './option-table.ts'
import type { OptionName, OptionValues, SetOptions } from './option-values.ts'

/** What one place where options can be set did say. */
export interface Layer {
  /** As k6's warnings call it. */
  readonly name: 'config file' | 'script' | 'env' | 'cli'
  readonly options: SetOptions
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
}

type Draft = { -readonly [K in OptionName]?: OptionValues[K] }

/** Collects what a layer sets. */
class LayerDraft {
  readonly options: Draft = {}
  readonly problems: string[] = []
  readonly warnings: string[] = []

  /** Generic, so that name and value stay of one type. */
  set<K extends OptionName>(name: K, read: (codec: Codec<OptionValues[K]>) => Parsed<OptionValues[K]>): void {
    const result = read(optionTable[name].codec)
    if (result.ok) this.options[name] = result.value
    else this.problems.push(...result.problems)
  }

  setJson(name: OptionName, value: unknown, at: string): void {
    this.set(name, (codec) => codec.fromJson(value, at))
    this.warnings.push(...(optionTable[name].codec.doubts?.(value, at) ?? []))
  }

  done(name: Layer['name']): Layer {
    return { name, options: this.options, problems: this.problems, warnings: this.warnings }
  }
}

/** Options that only the command line and the environment know do not count as known in a script, as in k6. */
const jsonNames = (layer: 'config file' | 'script'): readonly OptionName[] =>
  optionNames.filter((name) => {
    const { json } = optionTable[name]
    return json === undefined || (json === 'config file only' && layer === 'config file')
  })

/** k6 keeps settings of the program in the same file. */
const programSettings = new Set(['out', 'linger', 'noUsageReport', 'webDashboard', 'noArchiveUpload', 'collectors'])

function readJson(name: 'config file' | 'script', given: unknown, place: string): Layer {
  const draft = new LayerDraft()
  if (given === undefined || given === null) return draft.done(name)
  if (!isObject(given)) {
    draft.problems.push(...problemsOf(mustBe(place, 'an object', given)))
    return draft.done(name)
  }
  const known = jsonNames(name)
  for (const [option, value] of Object.entries(given)) {
    if (isOptionName(option) && known.includes(option)) {
      if (value !== null) draft.setJson(option, value, `${place}.${option}`)
    } else if (name === 'script' || !programSettings.has(option)) {
      draft.warnings.push(`${place}.${option} is not a known option and has no effect${didYouMean(option, known)}`)
    }
  }
  return draft.done(name)
}

/** What JSON would keep of it: functions and undefined go, NaN counts as not given. k6 hands options over as JSON too. */
const asJson = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value) ?? 'null')

/** The `options` a script exports. */
export const readScriptLayer = (exported: unknown): Layer => readJson('script', asJson(exported), 'options')

/** The parsed content of k6's config file. */
export const readConfigFileLayer = (content: unknown): Layer => readJson('config file', content, 'config')

/** `K6_*`. An empty variable counts as not set. */
export function readEnvLayer(env: Readonly<Record<string, string | undefined>>): Layer {
  const draft = new LayerDraft()
  for (const name of optionNames) {
    const variable = optionTable[name].env
    const line = variable === undefined ? undefined : env[variable]
    if (variable === undefined || line === undefined || line === '') continue
    draft.set(name, (codec) => codec.fromEnv(line, variable))
  }
  return draft.done('env')
}

/** The texts of each option given on the command line, in order. A switch is `true` or `false`. */
export type OptionTexts = { readonly [K in OptionName]?: readonly string[] }

export function readFlagLayer(flags: OptionTexts): Layer {
  const draft = new LayerDraft()
  for (const name of optionNames) {
    const texts = flags[name]
    if (texts === undefined || texts.length === 0) continue
    draft.set(name, (codec) => codec.fromFlags(texts, `--${optionTable[name].flag?.name ?? name}`))
  }
  return draft.done('cli')
}

/** How much load, and for how long: set together or not at all. */
const loadOptions: readonly string[] = ['duration', 'iterations', 'stages', 'scenarios'] satisfies OptionName[]
const setsLoad = (options: SetOptions): boolean => Object.keys(options).some((name) => loadOptions.includes(name))

const withoutLoad = (options: SetOptions): SetOptions =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !loadOptions.includes(name)))

function apply(lower: SetOptions, higher: SetOptions): SetOptions {
  const kept = setsLoad(higher) ? withoutLoad(lower) : lower
  const merged = { ...kept, ...higher }
  const dns = { ...lower.dns, ...higher.dns }
  const hasTags = higher.tags !== undefined && Object.keys(higher.tags).length > 0
  return {
    ...merged,
    ...(merged.dns === undefined ? {} : { dns }),
    ...(!hasTags && lower.tags !== undefined ? { tags: lower.tags } : {}),
  }
}

/** The feature `merge-run-tags` adds tags up where they would replace each other. */
function mergeTags(layers: readonly Layer[], options: SetOptions): SetOptions {
  if (options.features?.includes('merge-run-tags') !== true) return options
  const tags: Record<string, string> = { k6_feature_merge_run_tags: 'true' }
  for (const layer of layers) Object.assign(tags, layer.options.tags)
  return { ...options, tags }
}

/** What is left when every layer has spoken, from the lowest to the highest. */
export function stackLayers(layers: readonly Layer[]): Layer {
  let options: SetOptions = {}
  const warnings: string[] = []
  for (const layer of layers) {
    warnings.push(...layer.warnings)
    if (options.scenarios !== undefined && setsLoad(layer.options)) {
      warnings.push(`"${layer.name}" level configuration overrode scenarios configuration entirely`)
    }
    options = apply(options, layer.options)
  }
  return {
    name: 'cli',
    options: mergeTags(layers, options),
    problems: layers.flatMap((layer) => layer.problems),
    warnings,
  }
}
