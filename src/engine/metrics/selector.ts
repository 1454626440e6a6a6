import type { Tag } from './tag-sets.ts'

/** A metric, or the part of it whose samples carry all of the tags. */
export interface Selector {
  /** As written: the key under which results are kept. */
  readonly source: string
  readonly metric: string
  /** Empty for the metric as a whole. */
  readonly tags: readonly Tag[]
}

export function matches(selector: Selector, metric: string, tags: readonly Tag[]): boolean {
  if (selector.metric !== metric) return false
  return selector.tags.every(([key, value]) => tags.some((tag) => tag[0] === key && tag[1] === value))
}
