import type { SeriesDef } from './delta.ts'
import { RateSink, type Sink } from './sink.ts'
import { MetricView } from './view.ts'

/** What the full summary shows apart: a scenario (empty group), a group within a scenario, or a group outside of any. */
export interface PartName {
  readonly scenario: string
  /** `::outer::inner`. */
  readonly group: string
}

/** The tags that say which parts samples belong to. */
export const PART_TAGS = ['scenario', 'group'] as const

/** One key for a part; `splitPartKey` undoes it. Scenario names hold no line breaks. */
export const partKey = ({ scenario, group }: PartName): string => `${scenario}\n${group}`

export function splitPartKey(key: string): PartName {
  const end = key.indexOf('\n')
  return { scenario: key.slice(0, end), group: key.slice(end + 1) }
}

/** The samples of one part: those of groups within it are not in it. */
export class Part {
  readonly metrics: MetricView = new MetricView()
  /** By name. */
  readonly checks: Map<string, RateSink> = new Map()

  checkSink(name: string): RateSink {
    let sink = this.checks.get(name)
    if (sink === undefined) this.checks.set(name, (sink = new RateSink()))
    return sink
  }

  /** Where samples of a series add up. `check`: the name, when they are results of one. */
  sinks(def: SeriesDef, check: string | undefined): readonly Sink[] {
    const metric = this.metrics.sink(def.metric, def)
    return check === undefined ? [metric] : [metric, this.checkSink(check)]
  }

  merge(other: Part): void {
    this.metrics.merge(other.metrics)
    for (const [name, sink] of other.checks) this.checkSink(name).merge(sink)
  }
}

/** The scenario that options make when they name none: it is the whole run, not a part. */
const WHOLE = 'default'
const isLifecycle = (group: string): boolean => /^::(?:setup|teardown)(?:::|$)/.test(group)

/** The parts that samples of a series belong to, as in k6: the scenario as a whole, and the group. */
export function partsOf({ tags }: Pick<SeriesDef, 'tags'>): readonly PartName[] {
  const { scenario: named = '', group = '' } = Object.fromEntries(tags)
  const scenario = named === WHOLE ? '' : named
  return [
    ...(scenario === '' ? [] : [{ scenario, group: '' }]),
    ...(group === '' || isLifecycle(group) ? [] : [{ scenario, group }]),
  ]
}
