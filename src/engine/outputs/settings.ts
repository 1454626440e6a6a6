import { type Parsed, parsed, problems } from '../../base/result.ts'
import { didYouMean } from '../../base/suggest.ts'
import { type Codec, isObject, mustBe } from '../config/codec.ts'

/** Where the settings of an output come from: each wins over the one after it. */
export interface SettingSources {
  /** What stands behind the name in `--out`, taken apart; by the names that are used there. */
  readonly argument: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Its part of `collectors` in k6's config file. */
  readonly json: unknown
}

/** One setting: how it is read, what it is called in each place (nothing where it cannot be set), and what it is by itself. */
export interface Setting<T> {
  readonly codec: Codec<T>
  readonly argument?: string
  readonly env?: string
  readonly json?: string
  readonly fallback: T
}

export type SettingTable<T> = { readonly [K in keyof T]: Setting<T[K]> }

type Found = { readonly text: string; readonly at: string } | { readonly value: unknown; readonly at: string }

/** Every setting of an output; everything that is wrong at once. `name` is the output's in `--out`. */
export function readSettings<T extends object>(
  name: string,
  table: SettingTable<T>,
  sources: SettingSources,
): Parsed<T> {
  const rows = Object.entries(table) as [keyof T, Setting<unknown>][]
  const wrong = findStrays(
    name,
    rows.map(([, row]) => row),
    sources,
  )
  const read: Partial<Record<keyof T, unknown>> = {}
  for (const [key, row] of rows) {
    const found = find(name, row, sources)
    const result = found === undefined ? parsed(row.fallback) : readFound(row.codec, found)
    if (result.ok) read[key] = result.value
    else wrong.push(...result.problems)
  }
  return wrong.length > 0 ? problems(...wrong) : parsed(read as T)
}

function find(name: string, row: Setting<unknown>, { argument, env, json }: SettingSources): Found | undefined {
  const given = row.argument === undefined ? undefined : argument[row.argument]
  if (given !== undefined) return { text: given, at: `--out ${name}: ${row.argument}` }
  const line = row.env === undefined ? undefined : env[row.env]
  if (row.env !== undefined && line !== undefined && line !== '') return { text: line, at: row.env }
  const value = row.json !== undefined && isObject(json) ? json[row.json] : undefined
  return value === undefined || value === null ? undefined : { value, at: `config.collectors.${name}.${row.json}` }
}

const readFound = (codec: Codec<unknown>, found: Found): Parsed<unknown> =>
  'text' in found ? codec.fromEnv(found.text, found.at) : codec.fromJson(found.value, found.at)

/** What nobody reads is a mistake, not a setting. */
function findStrays(name: string, rows: readonly Setting<unknown>[], { argument, json }: SettingSources): string[] {
  const known = rows.flatMap((row) => row.argument ?? [])
  const strays = Object.keys(argument).filter((key) => !known.includes(key))
  const list = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`
  const found = strays.map((key) => `--out ${name}: there is no setting "${key}"${didYouMean(key, known)}; ${list}`)
  if (json === undefined || json === null || isObject(json)) return found
  const wrong = mustBe(`config.collectors.${name}`, 'an object', json)
  return wrong.ok ? found : [...found, ...wrong.problems]
}
