import { type Parsed, parsed, problems } from '../../../base/result.ts'

/** Secrets by key, by the name of their source; `default` is the source that `secrets.get()` asks. Plain data. */
export type SecretSources = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Reads a text file; throws if it cannot. */
export type ReadText = (path: string) => string

interface Source {
  readonly name: string
  readonly isDefault: boolean
  readonly secrets: Readonly<Record<string, string>>
}

class Problem extends Error {}

/**
 * The values of `--secret-source`: `file=[name=N,][default,]PATH` with a line `KEY=VALUE` for each secret, or
 * `mock=[name=N,][default,]KEY=VALUE,...`. A single source is the default.
 */
export function parseSecretSources(lines: readonly string[], readText: ReadText): Parsed<SecretSources> {
  const sources: Record<string, Readonly<Record<string, string>>> = {}
  const wrong: string[] = []
  for (const line of lines) {
    try {
      register(sources, parseSource(line, readText))
    } catch (error) {
      wrong.push(error instanceof Problem ? error.message : `--secret-source ${line}: ${String(error)}`)
    }
  }
  if (wrong.length > 0) return problems(...wrong)
  const [only, ...others] = Object.values(sources)
  return parsed(only !== undefined && others.length === 0 ? { ...sources, default: only } : sources)
}

function register(sources: Record<string, Source['secrets']>, { name, isDefault, secrets }: Source): void {
  if (Object.hasOwn(sources, name)) throw new Problem(`--secret-source: two sources are named "${name}"`)
  sources[name] = secrets
  if (!isDefault) return
  if (Object.hasOwn(sources, 'default')) throw new Problem('--secret-source: only one source can be the default')
  sources['default'] = secrets
}

function parseSource(line: string, readText: ReadText): Source {
  const [type, config] = cut(line)
  const parts = config === '' ? [] : config.split(',')
  const named = parts.filter((part) => part.startsWith('name=')).at(-1)
  const rest = parts.filter((part) => part !== 'default' && !part.startsWith('name='))
  return {
    name: named?.slice('name='.length) ?? type,
    isDefault: parts.includes('default'),
    secrets: Object.fromEntries(pairsOf(type, rest, readText).map(pairFrom)),
  }
}

function pairsOf(type: string, rest: readonly string[], readText: ReadText): readonly string[] {
  switch (type) {
    case 'mock':
      return rest
    case 'file': {
      const path = rest.map((part) => (part.startsWith('filename=') ? part.slice('filename='.length) : part)).at(-1)
      if (path === undefined) throw new Problem('--secret-source file: no file was named; write file=./path.secrets')
      return readText(path)
        .replace(/\r?\n$/, '')
        .split(/\r?\n/)
    }
    default:
      throw new Problem(`--secret-source: there is no source "${type}"; use file=PATH or mock=KEY=VALUE`)
  }
}

function pairFrom(text: string): readonly [string, string] {
  if (!text.includes('=')) throw new Problem(`--secret-source: ${JSON.stringify(text)} needs a "="`)
  return cut(text)
}

/** Before and after the first `=`. */
function cut(text: string): readonly [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
