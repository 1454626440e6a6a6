import { type Parsed, parsed, problems } from '../../base/result.ts'
import type { Tag } from './tag-sets.ts'

/** A metric, or the part of it whose samples carry all of the tags. */
export interface Selector {
  /** As written: the key under which results are kept. */
  readonly source: string
  readonly metric: string
  readonly tags: readonly Tag[]
}

const trim = (text: string): string => text.trim().replaceAll(/^["']|["']$/g, '')

function parseTag(part: string, source: string): Parsed<Tag> {
  const colon = part.indexOf(':')
  const [key, value] = colon < 0 ? [part, ''] : [part.slice(0, colon), part.slice(colon + 1)]
  if (trim(value) === '') return problems(`submetric '${source}': tag '${part.trim()}' needs a value, as in key:value`)
  return parsed([trim(key), trim(value)] as const)
}

/** `name` or `name{key:value,key2:value2}` (k6: split at commas, then at the first colon; all tags must match exactly). */
export function parseSelector(source: string): Parsed<Selector> {
  const open = source.indexOf('{')
  if (open < 0) return parsed({ source, metric: source.trim(), tags: [] })
  if (!source.endsWith('}') || source.indexOf('}') !== source.length - 1) {
    return problems(`submetric '${source}' must end with its only '}'`)
  }
  const parts = source.slice(open + 1, -1).split(',')
  const tags = parts.filter((part) => part.trim() !== '').map((part) => parseTag(part, source))
  const wrong = tags.flatMap((tag) => (tag.ok ? [] : tag.problems))
  if (wrong.length > 0) return { ok: false, problems: wrong }
  return parsed({
    source,
    metric: source.slice(0, open).trim(),
    tags: tags.flatMap((tag) => (tag.ok ? [tag.value] : [])),
  })
}

export function matches(selector: Selector, metric: string, tags: readonly Tag[]): boolean {
  if (selector.metric !== metric) return false
  return selector.tags.every(([key, value]) => tags.some((tag) => tag[0] === key && tag[1] === value))
}
