import type { Tag } from '../../metrics/tag-sets.ts'

export interface Label {
  readonly name: string
  readonly value: string
}

/** Prometheus takes no other letters; a name must not begin with a digit. */
const labelName = (tag: string): string => tag.replaceAll(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_')

/**
 * The labels of a series, sorted by name as remote write demands. Tags without a value are left out; of two that differ in
 * letters only that Prometheus does not take, the first stays.
 */
export function labelsOf(metric: string, tags: readonly Tag[]): readonly Label[] {
  const labels = new Map([['__name__', metric]])
  for (const [key, value] of tags) {
    const name = labelName(key)
    if (key !== '' && value !== '' && !labels.has(name)) labels.set(name, value)
  }
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({ name, value }))
}
