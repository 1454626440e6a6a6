import type { AnyClass } from './ast.ts'
import type { Emission } from './emission.ts'
import type { Rope } from './rope.ts'

/**
 * A class as it stands. One with fields whose base may block in its constructor gets the constructor that it has without being
 * written, so that an unfinished call is refused where the fields would be set on it.
 */
export function classOf(node: AnyClass, out: Emission): Rope {
  if (!out.colours.sites.has(node)) return out.inside(node)
  const { superClass, body } = node
  const { runtime } = out.names
  const place = out.place(node.start, `new ${node.id?.name ?? 'class'}`)
  return [
    out.between(node.start, body.start + 1, superClass === null ? [] : [superClass]),
    ` constructor(...args) { ${runtime}.refuse(super(...args), ${place}); }`,
    out.between(body.start + 1, node.end, body.body),
  ]
}
