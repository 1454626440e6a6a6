import { loop } from './rewrite-iteration.ts'
import { noteWritten } from './rewrite-names.ts'
import type { Node } from './ast.ts'
import type { Emission, Rewrites } from './emission.ts'
import type { Rope } from './rope.ts'

/** What is written anew may begin with a parenthesis, so that the line before it must not rely on its line end. */
export const statementRewrites: Rewrites = {
  ForStatement: (node, out) => {
    if (node.init !== null) out.loopHeads.add(node.init)
    return out.inside(node)
  },
  ForInStatement: (node, out) => {
    out.loopHeads.add(node.left)
    noteWritten(node.left, out)
    return out.inside(node)
  },
  ForOfStatement: (node, out) => loop(node, out),
  VariableDeclaration: (node, out) => (out.loopHeads.has(node) ? out.inside(node) : ended(node, out)),
  ExpressionStatement: (node, out) => ended(node, out),
  ReturnStatement: (node, out) => ended(node, out),
  ThrowStatement: (node, out) => ended(node, out),
  BreakStatement: (node, out) => ended(node, out),
  ContinueStatement: (node, out) => ended(node, out),
}

function ended(node: Node, out: Emission): Rope {
  return [out.inside(node), out.text({ start: node.end - 1, end: node.end }) === ';' ? '' : ';']
}
