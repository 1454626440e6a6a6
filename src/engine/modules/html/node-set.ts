import { descendants } from './form-values.ts'
import {
  type AnyNode,
  childrenOf,
  documentOf,
  elementChildrenOf,
  isTag,
  isWithin,
  parentElementsOf,
  siblingsOf,
} from './nodes.ts'
import { type Matcher, matcherOf } from './selectors.ts'

/** Which nodes: those a selector matches, or given ones. */
export type Wanted = string | readonly AnyNode[]

/** Traversal of sets of nodes: order and removal of duplicates are goquery's, which k6 stands on. */

export const unique = <T>(nodes: Iterable<T>): T[] => [...new Set(nodes)]

export function testOf(wanted: Wanted): (node: AnyNode) => boolean {
  if (typeof wanted !== 'string') {
    const set = new Set(wanted)
    return (node) => set.has(node)
  }
  const matches: Matcher = matcherOf(wanted)
  return (node) => isTag(node) && matches(node)
}

/** `undefined` keeps all. */
export const keep = <N extends AnyNode>(nodes: readonly N[], wanted: Wanted | undefined): N[] =>
  wanted === undefined ? [...nodes] : nodes.filter(testOf(wanted))

export function findIn(nodes: readonly AnyNode[], wanted: Wanted): AnyNode[] {
  if (typeof wanted === 'string') return unique(nodes.flatMap((node) => descendants(node).filter(matcherOf(wanted))))
  return unique(wanted.filter((node) => nodes.some((ancestor) => isWithin(node, ancestor))))
}

/** What `wanted` means in the whole document; what is not in it stays as it is. */
export function lookUp(nodes: readonly AnyNode[], wanted: Wanted): readonly AnyNode[] {
  if (typeof wanted !== 'string') return wanted
  const [first] = nodes
  const document = first === undefined ? undefined : documentOf(first)
  return document === undefined ? [] : findIn([document], wanted)
}

export const closestOf = (nodes: readonly AnyNode[], wanted: Wanted): AnyNode[] => {
  const test = testOf(wanted)
  return unique(nodes.flatMap((node) => [node, ...parentElementsOf(node)].find(test) ?? []))
}

export function having(nodes: readonly AnyNode[], wanted: Wanted): AnyNode[] {
  const inside = typeof wanted === 'string' ? findIn(nodes, wanted) : wanted
  return nodes.filter((node) => inside.some((other) => isWithin(other, node)))
}

export type Step = 'children' | 'contents' | 'next' | 'nextAll' | 'prev' | 'prevAll' | 'parent' | 'parents' | 'siblings'

/** From each node one step or many; `parents` and both directions nearest first. */
export const steps: Readonly<Record<Step, (node: AnyNode) => readonly AnyNode[]>> = {
  children: elementChildrenOf,
  contents: (node) => childrenOf(node),
  next: (node) => siblingsOf(node, 'next').slice(0, 1),
  nextAll: (node) => siblingsOf(node, 'next'),
  prev: (node) => siblingsOf(node, 'prev').slice(0, 1),
  prevAll: (node) => siblingsOf(node, 'prev'),
  parent: (node) => parentElementsOf(node).slice(0, 1),
  parents: (node) => parentElementsOf(node),
  siblings: (node) => [...siblingsOf(node, 'prev').toReversed(), ...siblingsOf(node, 'next')],
}

export const walk = (nodes: readonly AnyNode[], step: Step): AnyNode[] =>
  unique(nodes.flatMap((node) => steps[step](node)))

/** As `walk`, but from each node only up to the first that is `until`, which is left out. */
export function walkUntil(nodes: readonly AnyNode[], step: Step, until: Wanted | undefined): AnyNode[] {
  if (until === undefined) return walk(nodes, step)
  const isEnd = testOf(until)
  return unique(
    nodes.flatMap((node) => {
      const reached = steps[step](node)
      const end = reached.findIndex(isEnd)
      return end < 0 ? reached : reached.slice(0, end)
    }),
  )
}
