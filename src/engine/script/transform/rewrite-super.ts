import type { MemberExpression } from 'oxc-parser'
import type { Emission, Rewrites } from './emission.ts'
import { isArrowOfMethod, superAccess } from './super-access.ts'
import type { Rope } from './rope.ts'
import type { Fn } from './scopes.ts'

/** `super.name` in a generator, which has no `super` of its own: read through a function of the method around it. */
export function superMember(node: MemberExpression, out: Emission): Rope | undefined {
  if (node.object.type !== 'Super') return undefined
  let isMoved = out.isSuspendable(out.fn)
  let home: Fn = out.fn
  while (isArrowOfMethod(home) && home.parent !== undefined) {
    home = home.parent
    isMoved ||= out.isSuspendable(home)
  }
  if (!isMoved) return undefined
  if (!out.isSuspendable(home) && home.body !== undefined) {
    const hoists = out.hoistsOf(home.body)
    const text = superAccess(out)
    if (!hoists.includes(text)) hoists.unshift(text)
  }
  const key = node.computed ? out.render(node.property) : [JSON.stringify(out.text(node.property))]
  return [`${out.names.prefix}Super(`, key, ')']
}

export const superRewrites: Rewrites = {
  MemberExpression: (node, out) => superMember(node, out) ?? out.inside(node),
}
