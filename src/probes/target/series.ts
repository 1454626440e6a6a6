import type { SeriesReading } from '../../base/target-reading.ts'
import type { Millis } from '../../base/units.ts'
import type { Sample } from './exposition.ts'
import type { SamplesByName } from './resources.ts'

/** `name` or `name{label="value",...}`: of the series of that name, those that have all of the labels. */
export interface SeriesSelector {
  readonly source: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

export function parseSelector(source: string): SeriesSelector | undefined {
  const match = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:\{(.*)\})?\s*$/.exec(source)
  if (match === null) return undefined
  const [, name = '', inside = ''] = match
  const pairs = Array.from(inside.matchAll(/([a-zA-Z_]\w*)\s*=\s*"([^"]*)"/g), ([, key = '', value = '']) => [
    key,
    value,
  ])
  const isReadable =
    inside.trim() === '' || pairs.length === inside.split(',').filter((part) => part.trim() !== '').length
  return isReadable ? { source, name, labels: Object.fromEntries(pairs) } : undefined
}

/** What the series came to, summed over the labels that were not named. */
export function readSeries(
  selectors: readonly SeriesSelector[],
  before: SamplesByName | undefined,
  { after, length }: { readonly after: SamplesByName; readonly length: Millis },
): readonly SeriesReading[] {
  return selectors.flatMap((selector) => {
    const value = sumOf(after, selector)
    if (value === undefined) return []
    const last = before === undefined ? undefined : sumOf(before, selector)
    const hasGrown = last !== undefined && value >= last && length > 0
    return [{ name: selector.source, value, perSecond: hasGrown ? ((value - last) * 1000) / length : undefined }]
  })
}

function sumOf(samples: SamplesByName, { name, labels }: SeriesSelector): number | undefined {
  const isOf = (sample: Sample): boolean => Object.entries(labels).every(([key, value]) => sample.labels[key] === value)
  const found = (samples.get(name) ?? []).filter(isOf)
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0)
}
