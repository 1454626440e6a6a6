import type { Node, NodeOf } from './ast.ts'
import type { Emission, Rewrites } from './emission.ts'
import { noteWritten } from './rewrite-names.ts'
import type { Rope } from './rope.ts'

/**
 * Going through an iterator whose `next()` may block. The language calls it, and cannot wait; so the loop goes over an
 * iterator of the runtime, that hands on what `next()` gave as its items, and looks at each at the start of its body.
 */
export const iterationRewrites: Rewrites = {
  SpreadElement: (node, out) => {
    if (!out.colours.sites.has(node) || !out.isSuspendable(out.fn)) return out.inside(node)
    return ['...', out.awaited([`${out.names.runtime}.collect(`, out.render(node.argument), ')'])]
  },
  YieldExpression: (node, out) => yielded(node, out),
}

/** In a generator that may block what it yields is told from an unfinished call. */
function yielded(node: NodeOf<'YieldExpression'>, out: Emission): Rope {
  if (out.fn.kind !== 'generator' || !out.isSuspendable(out.fn)) return out.inside(node)
  const { runtime } = out.names
  const argument = node.argument === null ? ['undefined'] : out.render(node.argument)
  return node.delegate ? [`(yield* ${runtime}.delegate(`, argument, '))'] : [`(yield ${runtime}.give(`, argument, '))']
}

export function loop(node: NodeOf<'ForOfStatement'>, out: Emission): Rope {
  out.loopHeads.add(node.left)
  noteWritten(node.left, out)
  if (node.await) return waitingLoop(node, 'awaitEach', out)
  const isBlocking = out.colours.sites.has(node) && out.isSuspendable(out.fn)
  return isBlocking ? waitingLoop(node, 'each', out) : out.inside(node)
}

function waitingLoop(node: NodeOf<'ForOfStatement'>, start: 'each' | 'awaitEach', out: Emission): Rope {
  const isTop = out.fn.kind === 'module'
  if (!isTop && !out.isSuspendable(out.fn)) return out.inside(node)
  const { runtime } = out.names
  const [items, item, result] = [out.temporary(), out.freshName(), out.freshName()]
  const given = out.awaited([item])
  return [
    `for (const ${item} of (${items} = ${runtime}.${start}(`,
    out.render(node.right),
    `))) { const ${result} = `,
    ...(node.await ? ['(yield ', given, ')'] : given),
    `; if (${items}.isOver(${result})) break; `,
    head(node.left, `${result}.value`, out),
    '; ',
    out.render(node.body),
    ' }',
  ]
}

function head(left: Node, value: string, out: Emission): Rope {
  if (left.type !== 'VariableDeclaration') return ['(', out.render(left), ` = ${value})`]
  const [declaration] = left.declarations
  return [`${left.kind} `, declaration === undefined ? '' : out.render(declaration), ` = ${value}`]
}
