import { type Parsed, parsed, problems } from '../../base/result.ts'
import { boolean, choice, type Codec, show } from './codec.ts'
import type { TextMap } from './collections.ts'
import type { OptionFlag } from './option-table.ts'
import type { RunConfig } from './run-config.ts'

/** What is decided before the script is loaded: it cannot set these. Flags win over the environment. */
export interface RuntimeOptions {
  /** `__ENV`. */
  readonly env: TextMap
  readonly noThresholds: boolean
  readonly summaryMode: RunConfig['summaryMode']
  readonly summaryExport: string | undefined
  /** `extended` has `global` as another name of `globalThis`. */
  readonly compatibilityMode: 'extended' | 'base'
  /** Undefined: found out from the file. */
  readonly testType: 'js' | 'archive' | undefined
}

export interface RuntimeRow {
  readonly flag: OptionFlag
  readonly env?: string
  readonly fallback?: string
  readonly help: string
}

export type RuntimeName =
  | 'env'
  | 'includeSystemEnvVars'
  | 'compatibilityMode'
  | 'testType'
  | 'noThresholds'
  | 'summaryMode'
  | 'summaryExport'

/** k6's runtime flags. */
export const runtimeTable: { readonly [N in RuntimeName]: RuntimeRow } = {
  env: { flag: { name: 'env', short: 'e', value: 'NAME=VALUE' }, help: 'a variable in __ENV; repeatable' },
  includeSystemEnvVars: {
    flag: { name: 'include-system-env-vars' },
    env: 'K6_INCLUDE_SYSTEM_ENV_VARS',
    fallback: 'true for run, else false',
    help: 'put the variables of this process in __ENV',
  },
  compatibilityMode: {
    flag: { name: 'compatibility-mode', value: 'MODE' },
    env: 'K6_COMPATIBILITY_MODE',
    fallback: 'extended',
    help: 'extended has global beside globalThis; or base',
  },
  testType: {
    flag: { name: 'type', short: 't', value: 'TYPE' },
    env: 'K6_TYPE',
    help: 'js or archive; found out from the file unless given',
  },
  noThresholds: { flag: { name: 'no-thresholds' }, env: 'K6_NO_THRESHOLDS', help: 'do not check thresholds' },
  summaryMode: {
    flag: { name: 'summary-mode', value: 'MODE' },
    env: 'K6_SUMMARY_MODE',
    fallback: 'compact',
    help: 'compact, full or disabled',
  },
  summaryExport: {
    flag: { name: 'summary-export', value: 'FILE' },
    env: 'K6_SUMMARY_EXPORT',
    help: 'write the summary as JSON to a file',
  },
}

/** The texts given for each runtime flag. */
export type RuntimeTexts = { readonly [N in RuntimeName]?: readonly string[] }
type Environment = Readonly<Record<string, string | undefined>>

/** Reads one value from its flag, else from its variable, and keeps the problems of all. */
class RuntimeReader {
  readonly problems: string[] = []
  readonly #flags: RuntimeTexts
  readonly #env: Environment
  constructor(flags: RuntimeTexts, env: Environment) {
    this.#flags = flags
    this.#env = env
  }

  read<T>(name: RuntimeName, codec: Codec<T>): T | undefined {
    const { flag, env } = runtimeTable[name]
    const texts = this.#flags[name]
    const line = env === undefined ? undefined : this.#env[env]
    if (texts !== undefined && texts.length > 0) return this.#keep(codec.fromFlags(texts, `--${flag.name}`))
    return env === undefined || line === undefined || line === '' ? undefined : this.#keep(codec.fromEnv(line, env))
  }

  #keep<T>(result: Parsed<T>): T | undefined {
    if (result.ok) return result.value
    this.problems.push(...result.problems)
    return undefined
  }
}

const file: Codec<string> = {
  fromJson: () => problems(),
  fromFlags: (texts) => parsed(texts.at(-1) ?? ''),
  fromEnv: parsed,
  toJson: (value) => value,
}

const variableName = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/** `NAME=VALUE`, or `NAME` alone for an empty value, as k6 reads `-e`. */
const pairs: Codec<TextMap> = {
  fromJson: () => problems(),
  fromFlags: (texts, at) => {
    const split = texts.map((pair) => /^([^=]*)=?(.*)$/s.exec(pair) ?? [])
    const wrong = split.filter(([, name = '']) => !variableName.test(name))
    if (wrong.length > 0) return problems(...wrong.map(([pair]) => `${at} must be NAME=VALUE, got ${show(pair)}`))
    return parsed(Object.fromEntries(split.map(([, name = '', value = '']) => [name, value])))
  },
  fromEnv: () => parsed({}),
  toJson: (value) => value,
}

/** TypeScript, which k6 once had in a mode of its own, is always there. */
const compatibilityMode: Codec<RuntimeOptions['compatibilityMode']> = {
  ...choice(['extended', 'base']),
  fromFlags: (texts, at) => choice(['extended', 'base']).fromFlags(withoutEnhanced(texts), at),
  fromEnv: (text, at) => choice(['extended', 'base']).fromEnv(withoutEnhanced([text])[0] ?? '', at),
}

const withoutEnhanced = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => (text === 'experimental_enhanced' ? 'base' : text))

const defined = (env: Environment): TextMap =>
  Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** Runtime options from flags and environment; `run` includes the system's variables in `__ENV`, other commands do not. */
export function readRuntimeOptions(
  flags: RuntimeTexts,
  env: Environment,
  includeSystemEnv: boolean,
): Parsed<RuntimeOptions> {
  const reader = new RuntimeReader(flags, env)
  const withSystem = reader.read('includeSystemEnvVars', boolean) ?? includeSystemEnv
  const runtime = {
    env: { ...(withSystem ? defined(env) : {}), ...reader.read('env', pairs) },
    noThresholds: reader.read('noThresholds', boolean) ?? false,
    summaryMode: reader.read('summaryMode', choice(['compact', 'full', 'disabled'])) ?? 'compact',
    summaryExport: reader.read('summaryExport', file),
    compatibilityMode: reader.read('compatibilityMode', compatibilityMode) ?? 'extended',
    testType: reader.read('testType', choice(['js', 'archive'])),
  }
  return reader.problems.length > 0 ? problems(...reader.problems) : parsed(runtime)
}
