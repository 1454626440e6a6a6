import type { AnyNode } from './nodes.ts'

/** The page that nodes are of, and how they are shown to the script. */
export interface Page {
  /** What relative links start from; empty when unknown. */
  readonly url: string
  readonly elementOf: (node: AnyNode) => object
  readonly selectionOf: (nodes: readonly AnyNode[]) => object
}
