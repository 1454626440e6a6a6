import type { Emission, Rewrites } from './emission.ts'
import type { Fn } from './scopes.ts'
import { method } from './rewrite-functions.ts'
import { constantGlobals, intrinsics } from './intrinsics.ts'
import { bare, forEachChild, type Node, type NodeOf } from './ast.ts'
import type { Rope } from './rope.ts'

/** Globals of k6 that change while the script runs. */
const changing: ReadonlySet<string> = new Set(['__ENV', '__VU', '__ITER', 'global'])

/** Free names are properties of the VU's own global object, so that nobody sees those of Node or of another VU. */
export const nameRewrites: Rewrites = {
  Identifier: (node, out) => identifier(node, out),
  AssignmentExpression: (node, out) => writing(node.left, node, out),
  UpdateExpression: (node, out) => writing(node.argument, node, out),
  UnaryExpression: (node, out) => {
    if (node.operator === 'typeof') out.unchecked.add(node.argument)
    return out.inside(node)
  },
  Property: (node, out) => {
    if (!node.shorthand) return method(node, out)
    const name = out.text(node.key)
    const value = out.render(node.value)
    return isUntouched(node.value, out) ? value : [`${name}: `, value]
  },
}

function writing(target: Node, node: Node, out: Emission): Rope {
  noteWritten(target, out)
  return out.inside(node)
}

export function noteWritten(target: Node, out: Emission): void {
  if (target.type === 'Identifier') out.written.add(target)
  else if (target.type === 'AssignmentPattern') noteWritten(target.left, out)
  else if (target.type === 'Property') noteWritten(target.value, out)
  else if (target.type !== 'MemberExpression') forEachChild(target, (child) => noteWritten(child, out))
}

function isUntouched(value: Node, out: Emission): boolean {
  const name = value.type === 'AssignmentPattern' ? value.left : value
  return name.type === 'Identifier' && !isFree(name, out) && renamedArguments(name, out) === undefined
}

function identifier(node: NodeOf<'Identifier'>, out: Emission): Rope {
  if (isFree(node, out)) {
    if (node.name === 'globalThis') return [out.names.global]
    if (isParameter(node, out)) return [slice(node)]
    return freeName(node, out)
  }
  const renamed = renamedArguments(node, out)
  return [renamed ?? slice(node)]
}

/** Scripts are strict, as in k6: what nobody declared can be neither read nor written. */
function freeName(node: NodeOf<'Identifier'>, out: Emission): Rope {
  const { global, runtime } = out.names
  if (out.unchecked.has(node) || changing.has(node.name)) return [`${global}.`, slice(node)]
  const name = JSON.stringify(node.name)
  return out.written.has(node) ? [`${runtime}.freeSlot(`, name, ').value'] : [`${runtime}.free(`, name, ')']
}

/** Whether nothing in the script declares it, and no engine has it. */
export function isFree(node: Node, out: Emission): boolean {
  const { bindings } = out.resolved
  return (
    node.type === 'Identifier' &&
    bindings.has(node) &&
    bindings.get(node) === undefined &&
    !intrinsics.has(node.name) &&
    !out.resolved.argumentsIn.has(node)
  )
}

const isParameter = (node: Node, out: Emission): boolean =>
  node.type === 'Identifier' && constantGlobals.has(node.name) && !out.resolved.assignedNames.has(node.name)

/** The called function without the global object as its `this`. */
export function callee(node: Node, out: Emission): Rope {
  return isFree(bare(node), out) && !isParameter(bare(node), out) ? ['(0, ', out.render(node), ')'] : out.render(node)
}

/** In an arrow function that became a generator `arguments` would be its own. */
function renamedArguments(node: Node, out: Emission): string | undefined {
  const inside = out.resolved.argumentsIn.get(node)
  if (inside === undefined) return undefined
  let isOwn = true
  let fn: Fn | undefined = inside
  for (; fn?.isArrow === true; fn = fn.parent) isOwn &&= !out.isSuspendable(fn)
  if (isOwn || fn === undefined) return undefined
  const name = `${out.names.prefix}Arguments`
  if (fn.body !== undefined) addOnce(out.hoistsOf(fn.body), `const ${name} = arguments; `)
  return name
}

function addOnce(rope: Rope, text: string): void {
  if (!rope.includes(text)) rope.unshift(text)
}

const slice = ({ start, end }: Node): { start: number; end: number } => ({ start, end })
