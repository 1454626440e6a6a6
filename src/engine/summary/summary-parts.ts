import type { SampleBook } from '../metrics/sample-book.ts'
import { type Part, splitPartKey } from '../metrics/parts.ts'
import type { CheckCounts } from './group-tree.ts'
import { type MetricSummaries, summarizeView, type ValueSource } from './summary-data.ts'

/** A group or a scenario by itself, for the full summary. */
export interface PartSummary {
  readonly name: string
  /** Without those of groups within it. */
  readonly checks: readonly CheckCounts[]
  readonly metrics: MetricSummaries
  readonly groups: readonly PartSummary[]
}

export interface SummaryParts {
  /** Those outside of the named scenarios, in the order in which they were first seen. */
  readonly groups: readonly PartSummary[]
  /** By name. */
  readonly scenarios: readonly PartSummary[]
}

interface PartNode {
  readonly name: string
  part: Part | undefined
  readonly groups: Map<string, PartNode>
}

const nodeNamed = (name: string): PartNode => ({ name, part: undefined, groups: new Map() })

export function summarizeParts({ parts }: Pick<SampleBook, 'parts'>, source: ValueSource): SummaryParts {
  const scenarios = new Map<string, PartNode>([['', nodeNamed('')]])
  for (const [key, part] of parts) {
    const { scenario, group } = splitPartKey(key)
    const names = group === '' ? [] : group.split('::').slice(1)
    let node = childOf(scenarios, scenario)
    for (const name of names) node = childOf(node.groups, name)
    node.part = part
  }
  const [whole, ...named] = [...scenarios.values()].map((node) => summarizeNode(node, source))
  return { groups: whole?.groups ?? [], scenarios: named.sort((a, b) => a.name.localeCompare(b.name)) }
}

function childOf(nodes: Map<string, PartNode>, name: string): PartNode {
  let node = nodes.get(name)
  if (node === undefined) nodes.set(name, (node = nodeNamed(name)))
  return node
}

function summarizeNode({ name, part, groups }: PartNode, source: ValueSource): PartSummary {
  return {
    name,
    checks: part === undefined ? [] : checksOf(part),
    metrics: part === undefined ? {} : summarizeView(part.metrics, source),
    groups: [...groups.values()].map((group) => summarizeNode(group, source)),
  }
}

const checksOf = ({ checks }: Part): readonly CheckCounts[] =>
  [...checks].map(([name, { passes, total }]) => ({ name, passes, fails: total - passes }))
