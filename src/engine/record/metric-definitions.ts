import type { MetricDef } from '../metrics/metric.ts'
import type { BookLine } from './book-codec.ts'
import type { WindowLine } from './record-format.ts'

/** The second line repeats all definitions, and after it each of so many: they cost as much as a third of a line. */
const REPEATED_EVERY = 16

/** What the lines of a record say of metrics, as it is written. */
export class MetricDefinitions {
  #all: readonly MetricDef[] = []
  #lines = 0

  /** What stands in the next line, which is the first to speak of `added`. */
  with(added: readonly MetricDef[]): readonly MetricDef[] {
    this.#all = [...this.#all, ...added]
    this.#lines += 1
    return added.length > 0 || this.#lines % REPEATED_EVERY === 2 ? this.#all : []
  }
}

/** All that the lines define. In version 1 nothing after a damaged line is sure of its place. */
export function definitionsIn(lines: readonly (WindowLine | undefined)[], version: number): readonly MetricDef[] {
  if (version > 1) return longest(lines.map((line) => line?.defs ?? []))
  const damaged = lines.indexOf(undefined)
  return lines.slice(0, damaged < 0 ? lines.length : damaged).flatMap((line) => line?.defs ?? [])
}

const longest = (lists: readonly (readonly MetricDef[])[]): readonly MetricDef[] =>
  lists.reduce((most, list) => (list.length > most.length ? list : most), [])

/** Whether all its metrics are among the first `count`. */
export const speaksOfKnown = ({ overall, scenarios, submetrics }: BookLine, count: number): boolean =>
  [overall, submetrics, ...Object.values(scenarios)].every((view) => view.every(([metric]) => metric < count))
