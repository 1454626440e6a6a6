import type { AnyClass, AnyFunction } from './ast.ts'
import { classOf } from './rewrite-classes.ts'
import type { Emission, Rewrites } from './emission.ts'
import type { Rope } from './rope.ts'

/** What the bundler renamed gets back the name that scripts see: in `name`, in messages, in stack traces. */
export const renamedRewrites: Rewrites = {
  ClassExpression: (node, out) => named(node, classOf(node, out), out),
  ClassDeclaration: (node, out) => {
    const name = out.resolved.renamed.get(node)
    const written = classOf(node, out)
    if (name === undefined || node.id === null) return written
    return [written, ` ${out.names.runtime}.named(${node.id.name}, ${JSON.stringify(name)});`]
  },
}

/** An expression for a function or a class. */
export function named(node: AnyFunction | AnyClass, written: Rope, out: Emission): Rope {
  const name = out.resolved.renamed.get(node)
  return name === undefined ? written : [`${out.names.runtime}.named(`, written, `, ${JSON.stringify(name)})`]
}

/** A declaration is named where its list of statements begins: there it can be used already. */
export function nameDeclaration(node: AnyFunction, out: Emission): void {
  const name = out.resolved.renamed.get(node)
  const outer = out.resolved.fnOf.get(node)?.outer
  if (name === undefined || node.id === null || outer?.isList !== true) return
  out.hoistsOf(outer).push(`${out.names.runtime}.named(${node.id.name}, ${JSON.stringify(name)}); `)
}
