import type { NodeOf } from './ast.ts'
import type { CallExpression, ChainExpression, MemberExpression } from 'oxc-parser'
import { bare, memberName, type Node } from './ast.ts'
import type { Emission, Rewrites } from './emission.ts'
import { callee, isFree } from './rewrite-names.ts'
import { superMember } from './rewrite-super.ts'
import type { Rope } from './rope.ts'
import type { SiteNode } from './value-flow.ts'

/** Calls that may block: the result is looked at, and if it is unfinished the function suspends. */
export const callRewrites: Rewrites = {
  CallExpression: (node, out) =>
    node.callee.type === 'Super' ? superCall(node, out) : settled(node, call(node, out), out),
  NewExpression: (node, out) => create(node, out),
  TaggedTemplateExpression: (node, out) => settled(node, out.inside(node), out),
  ChainExpression: (node, out) => chain(node, out),
}

/** Built-ins that call back: the runtime has versions of them that wait for a callback that blocks. */
const callingBack: ReadonlySet<string> = new Set(
  (
    'forEach map filter some every find findIndex findLast findLastIndex reduce reduceRight flatMap from replace ' +
    'replaceAll call apply'
  ).split(' '),
)
/** Reactions of promises must not run while the VU is blocked, whether or not they block themselves. */
const reactions: ReadonlySet<string> = new Set(['then', 'catch', 'finally'])

function call(node: CallExpression, out: Emission): Rope {
  const target = bare(node.callee)
  if (isFunctionMaker(target, out)) return [`${out.names.runtime}.makeFunction`, argumentList(node, out)]
  if (target.type !== 'MemberExpression') return [callee(node.callee, out), argumentList(node, out)]
  if (node.optional || target.optional) return [out.render(node.callee), argumentList(node, out)]
  const viaSuper = superMember(target, out)
  if (viaSuper !== undefined) return [viaSuper, '.call(this, ', ...argumentsOf(node, out), ')']
  const name = memberName(target)
  if (name === undefined || target.object.type === 'Super' || !isInvoked(node, name, out)) {
    return [out.render(node.callee), argumentList(node, out)]
  }
  return invoke([out.render(target.object)], name, node, out)
}

const isInvoked = (node: CallExpression, name: string, out: Emission): boolean =>
  node.arguments.length > 0 && (reactions.has(name) || (callingBack.has(name) && out.colours.sites.has(node)))

function invoke(object: Rope, name: string, node: CallExpression, out: Emission): Rope {
  const text = JSON.stringify(shown(node.callee))
  return [`${out.names.runtime}.invoke(`, object, `, "${name}", ${text}, `, ...argumentsOf(node, out), ')']
}

/** An expression as error messages of V8 show it. */
function shown(node: Node): string {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'ThisExpression') return 'this'
  if (node.type === 'CallExpression') return `${shown(node.callee)}(...)`
  if (node.type !== 'MemberExpression') return '(intermediate value)'
  return `${shown(node.object)}.${memberName(node) ?? '(intermediate value)'}`
}

const argumentList = (node: CallExpression | NodeOf<'NewExpression'>, out: Emission): Rope => [
  'optional' in node && node.optional ? '?.(' : '(',
  ...argumentsOf(node, out),
  ')',
]

const argumentsOf = (node: CallExpression | NodeOf<'NewExpression'>, out: Emission): Rope =>
  node.arguments.flatMap((arg, index) => (index === 0 ? [out.render(arg)] : [', ', out.render(arg)]))

function create(node: NodeOf<'NewExpression'>, out: Emission): Rope {
  if (isFunctionMaker(node.callee, out)) return [`${out.names.runtime}.makeFunction`, argumentList(node, out)]
  if (!out.colours.sites.has(node)) return plainNew(node, out)
  const isPromise = node.callee.type === 'Identifier' && node.callee.name === 'Promise' && isIntrinsic(node.callee, out)
  if (isPromise) return settled(node, [`${out.names.runtime}.promise`, argumentList(node, out)], out)
  return settled(node, plainNew(node, out), out)
}

/** `new free(name)()` would take the reading of a free name for the constructor. */
function plainNew(node: NodeOf<'NewExpression'>, out: Emission): Rope {
  return isFree(bare(node.callee), out)
    ? ['new (', out.render(node.callee), ')', argumentList(node, out)]
    : out.inside(node)
}

/** What `Function` makes would see the globals of Node. */
const isFunctionMaker = (node: Node, out: Emission): boolean =>
  node.type === 'Identifier' && node.name === 'Function' && isIntrinsic(node, out)

const isIntrinsic = (node: Node, out: Emission): boolean =>
  out.resolved.bindings.get(node) === undefined && !isFree(node, out)

/** What `super()` makes is waited for behind it, unless fields are set on it at once. */
function superCall(node: CallExpression, out: Emission): Rope {
  const written: Rope = ['super', argumentList(node, out)]
  if (!out.colours.sites.has(node)) return written
  return out.fn.superCall?.hasFields === false && out.isSuspendable(out.fn) ? written : refused(node, written, out)
}

/** The value of a call, waited for where it may be unfinished. */
function settled(node: SiteNode, written: Rope, out: Emission): Rope {
  if (!out.colours.sites.has(node) || out.colours.passing.has(out.fn)) return written
  if (!out.isSuspendable(out.fn)) return refused(node, written, out)
  return out.awaited(written)
}

function refused(node: SiteNode, written: Rope, out: Emission): Rope {
  const what = out.isSuspendable(out.fn) ? out.text(node) : (out.fn.cannotWait ?? out.fn.name)
  return [`${out.names.runtime}.refuse(`, written, `, ${out.place(node.start, what)})`]
}

type Link = MemberExpression | CallExpression

/**
 * A call in the middle of `a?.b(c).d` cannot be settled where it stands: the rest must not run when `a` is nothing. So the
 * test is written out: `(t = a) == null ? undefined : t.b(c).d`, with `t.b(c)` settled.
 */
function chain(node: ChainExpression, out: Emission): Rope {
  const links = linksOf(node.expression)
  const needsSettling = links.some(
    (link, index) =>
      link.type === 'CallExpression' &&
      (index < links.length - 1 || isInvokedLink(link, out)) &&
      out.colours.sites.has(link),
  )
  const [first] = links
  if (!needsSettling || first === undefined || !out.isSuspendable(out.fn)) return out.inside(node)
  const base = first.type === 'MemberExpression' ? first.object : first.callee
  return ['(', follow(links, 0, { value: out.render(base) }, out), ')']
}

function isInvokedLink(link: CallExpression, out: Emission): boolean {
  const target = bare(link.callee)
  return target.type === 'MemberExpression' && isInvoked(link, memberName(target) ?? '', out)
}

/** From the inside out. */
function linksOf(node: Node): Link[] {
  if (node.type === 'MemberExpression') return [...linksOf(node.object), node]
  if (node.type === 'CallExpression') return [...linksOf(node.callee), node]
  return []
}

interface Reached {
  readonly value: Rope
  /** The object that `value` was read from, if a call is to follow. */
  readonly self?: string
}

function follow(links: readonly Link[], at: number, reached: Reached, out: Emission): Rope {
  const link = links[at]
  if (link === undefined) return reached.value
  if (!link.optional) return follow(links, at + 1, step(link, links[at + 1], reached, out), out)
  const held = out.temporary()
  const next = step(link, links[at + 1], { ...reached, value: [held] }, out)
  return [`(${held} = `, reached.value, ') == null ? undefined : ', follow(links, at + 1, next, out)]
}

function step(link: Link, next: Link | undefined, { value, self }: Reached, out: Emission): Reached {
  if (link.type === 'MemberExpression') {
    const property = link.computed ? ['[', out.render(link.property), ']'] : ['.', out.render(link.property)]
    if (next?.type !== 'CallExpression') return { value: [value, property] }
    const object = out.temporary()
    return { value: [`(${object} = `, value, ')', property], self: object }
  }
  if (self === undefined) return { value: settled(link, [value, '(', ...argumentsOf(link, out), ')'], out) }
  const target = bare(link.callee)
  const name = target.type === 'MemberExpression' ? memberName(target) : undefined
  const written =
    name !== undefined && isInvoked(link, name, out)
      ? [`(`, value, ', ', invoke([self], name, link, out), ')']
      : [value, `.call(${self}${link.arguments.length === 0 ? '' : ', '}`, ...argumentsOf(link, out), ')']
  return { value: settled(link, written, out) }
}
