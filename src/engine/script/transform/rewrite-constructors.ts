import type { AnyFunction } from './ast.ts'
import type { Emission } from './emission.ts'
import type { Rope } from './rope.ts'
import type { Fn } from './scopes.ts'
import type { SuperCall } from './super-call.ts'
import { superAccess } from './super-access.ts'

/**
 * The constructor of a derived class that may be suspended behind `super()`: the rest of it is a generator, run on what `super()`
 * made once that is there.
 */
export function derivedConstructor(node: AnyFunction, fn: Fn, { end }: SuperCall, out: Emission): Rope {
  const { body } = node
  if (body?.type !== 'BlockStatement') return out.inside(node)
  const scope = out.resolved.listOf.get(body)
  const hoists = scope === undefined ? [] : out.hoistsOf(scope)
  const { runtime } = out.names
  const place = out.place(node.start, fn.name)
  const params = node.params.flatMap((param, index) => [index === 0 ? '' : ', ', out.text(param)])
  const [begin, rest] = out.within(fn, () => {
    const [first, ...others] = body.body
    const begin = out.between(body.start + 1, end, first === undefined ? [] : [first])
    const rest = out.between(end, body.end - 1, others)
    return [begin, [out.temporaries(), hoists, rest]]
  })
  const name = `${fn.name.replaceAll(/^\d|\W/g, '_') || 'anonymous'}${out.freshName()}`
  return [
    ';constructor(',
    params,
    ') { ',
    superAccess(out),
    begin,
    { hidden: `; return ${runtime}.constructOn(this, ` },
    [`function* ${name}() { `, rest, ' }'],
    `, ${place}); }`,
  ]
}
