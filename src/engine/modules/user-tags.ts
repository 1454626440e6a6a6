import type { TagSetId, TagSets } from '../metrics/tag-sets.ts'
import { GoError } from './go-error.ts'

/** The text of a tag's value; `kind` says what it is for, for the error. */
export function tagText(key: string, value: unknown, kind: 'tag' | 'metadata' = 'tag'): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const noun = kind === 'tag' ? 'metric tag values' : 'metric metadata value'
  throw new GoError(
    `invalid value for metric ${kind} '${key}': only String, Boolean and Number types are accepted as a ${noun}`,
  )
}

/** `tags` with what the script gave on top: an object of strings, numbers and booleans, or nothing. */
export function withUserTags(sets: TagSets, tags: TagSetId, given: unknown): TagSetId {
  if (given === undefined || given === null) return tags
  let result = tags
  for (const [key, value] of Object.entries(given)) result = sets.with(result, key, tagText(key, value))
  return result
}
