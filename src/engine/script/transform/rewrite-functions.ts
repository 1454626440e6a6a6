import type { NodeOf } from './ast.ts'
import type { AnyFunction, Node } from './ast.ts'
import type { Emission, Rewrites } from './emission.ts'
import { derivedConstructor } from './rewrite-constructors.ts'
import { nameDeclaration, named } from './rewrite-renamed.ts'
import type { Rope } from './rope.ts'
import type { Fn, Scope } from './scopes.ts'
import { isArrowOfMethod, superAccess } from './super-access.ts'

/**
 * A function that may be suspended is written as two: a generator that does the work, and in its place a plain function that
 * runs the generator. The generator is declared as far out as its variables allow: a new generator function costs V8 about
 * 700 ns at its first call, one that was called before 40 ns.
 */
export const functionRewrites: Rewrites = {
  FunctionDeclaration: (node, out) => {
    nameDeclaration(node, out)
    return anyFunction(node, out)
  },
  FunctionExpression: (node, out) => named(node, anyFunction(node, out), out),
  ArrowFunctionExpression: (node, out) => named(node, anyFunction(node, out), out),
  MethodDefinition: (node, out) => method(node, out),
  BlockStatement: (node, out) => list(node, out),
  PropertyDefinition: (node, out) => out.within(fnOf(node, out), () => out.inside(node)),
  StaticBlock: (node, out) => out.within(fnOf(node, out), () => out.inside(node)),
}

function fnOf(node: Node, out: Emission): Fn {
  return out.resolved.fnOf.get(node) ?? out.fn
}

function list(node: NodeOf<'BlockStatement'>, out: Emission): Rope {
  const scope = out.resolved.listOf.get(node)
  const content = out.between(node.start + 1, node.end - 1, node.body)
  return ['{', scope === undefined ? '' : out.hoistsOf(scope), content, '}']
}

function anyFunction(node: AnyFunction, out: Emission): Rope {
  const fn = fnOf(node, out)
  if (fn.kind === 'async') return asyncFunction(node, fn, out)
  if (out.isSuspendable(fn)) return suspendable(node, fn, out)
  return out.within(fn, () => (isExpressionArrow(node) ? expressionArrow(node, out) : out.inside(node)))
}

type ExpressionArrow = NodeOf<'ArrowFunctionExpression'>

const isExpressionArrow = (node: AnyFunction): node is ExpressionArrow =>
  node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement'

/** Needs braces if something is to be declared in it. */
function expressionArrow(node: ExpressionArrow, out: Emission): Rope {
  const head = out.between(node.start, node.body.start, node.params)
  const body = out.render(node.body)
  const scope = out.resolved.listOf.get(node.body)
  const hoists = scope === undefined ? [] : out.hoistsOf(scope)
  return hoists.length === 0 ? [head, body] : [head, '{ ', hoists, 'return ', body, '; }']
}

function suspendable(node: AnyFunction, fn: Fn, out: Emission): Rope {
  const name = node.id === null ? '' : out.render(node.id)
  const [params, run] = runner(node, fn, starterOfFunction(fn), out)
  if (node.type !== 'ArrowFunctionExpression') return ['function ', name, '(', params, ') { ', run, ' }']
  return ['(', params, ') => { ', run, ' }']
}

/** Written as a plain function, it still has to be known for an async one: check() and group() refuse those. */
function asyncFunction(node: AnyFunction, fn: Fn, out: Emission): Rope {
  const { runtime } = out.names
  const written = suspendable(node, fn, out)
  if (node.type !== 'FunctionDeclaration') return [`${runtime}.asAsync(`, written, `, ${JSON.stringify(fn.name)})`]
  if (node.id !== null && fn.outer?.isList === true)
    out.hoistsOf(fn.outer).push(`${runtime}.asAsync(${node.id.name}); `)
  return written
}

/** A method of a class or of an object literal. */
export function method(node: NodeOf<'MethodDefinition'> | NodeOf<'Property'>, out: Emission): Rope {
  const fn = fnOf(node.value, out)
  if ((node.type === 'Property' && !node.method) || !out.isSuspendable(fn)) return out.inside(node)
  if (fn.superCall !== undefined) return derivedConstructor(node.value as AnyFunction, fn, fn.superCall, out)
  const key = out.render(node.key)
  const start = fn.isConstructor ? 'construct(this, ' : starterOf(fn)
  const [params, run] = runner(node.value as AnyFunction, fn, start, out)
  // The semicolon ends a field before it that has none.
  const before = node.type === 'MethodDefinition' ? `;${node.static ? 'static ' : ''}` : ''
  return [before, node.computed ? ['[', key, ']'] : key, '(', params, ') { ', run, ' }']
}

const starters = { plain: 'enter', async: 'async', generator: 'generator' } as const

const starterOf = ({ kind }: Fn): string => `${starters[kind as keyof typeof starters]}(`

/** Called by `new`, a function gives the new object unless it returns another. */
const starterOfFunction = (fn: Fn): string =>
  fn.kind === 'plain' && fn.usesThis && !fn.isArrow ? 'enterOrConstruct(new.target, this, ' : starterOf(fn)

/** The parameters and the body of the plain function that runs the generator. */
function runner(node: AnyFunction, fn: Fn, start: string, out: Emission): readonly [params: Rope, body: Rope] {
  const name = `${fn.name.replaceAll(/^\d|\W/g, '_') || 'anonymous'}${out.freshName()}`
  const { runtime } = out.names
  const code = generator(node, fn, name, out)
  const target = hoistTarget(fn)
  const isHome = fn.usesSuper && !isArrowOfMethod(fn)
  const isInPlace = target === undefined || isHome
  if (!isInPlace) out.hoistsOf(target).push(code, '\n')
  const place = out.place(node.start, fn.name)
  const [params, call] = passedOn(node, fn, isInPlace ? ['(', code, ')'] : [name], out)
  const superHelper = isHome ? superAccess(out) : ''
  return [params, [superHelper, { hidden: `return ${runtime}.${start}` }, call, `, ${place})`]]
}

function generator(node: AnyFunction, fn: Fn, name: string, out: Emission): Rope {
  const { prefix } = out.names
  const { body } = node
  if (body === null) return []
  const scope = out.resolved.listOf.get(body)
  const hoists = scope === undefined ? [] : out.hoistsOf(scope)
  return out.within(fn, () => {
    const params = paramList(node, out)
    const content =
      body.type === 'BlockStatement'
        ? out.between(body.start + 1, body.end - 1, body.body)
        : ['return ', out.render(body), ';']
    const [head, first] = isBoundInside(node, fn, out)
      ? [`...${prefix}Params`, [`${fn.redeclaresParams ? 'var' : 'let'} [`, params, `] = ${prefix}Params; `]]
      : [params, '']
    return [`function* ${name}(`, head, ') { ', out.temporaries(), first, hoists, content, ' }']
  })
}

const paramList = (node: AnyFunction, out: Emission): Rope => separated(node.params.map((param) => out.render(param)))

function separated(ropes: readonly Rope[]): Rope {
  return ropes.flatMap((rope, index) => (index === 0 ? [rope] : [', ', rope]))
}

/** A default value can suspend, and an async function rejects where its parameters fail, only in the body of the generator. */
function isBoundInside(node: AnyFunction, fn: Fn, out: Emission): boolean {
  if (isSimple(node)) return false
  const last = node.params.at(-1)
  const end = last?.end ?? node.start
  return fn.kind === 'async' || out.sitesOf(fn).some((site) => site.start < end)
}

const isSimple = (node: AnyFunction): boolean => node.params.every((param) => param.type === 'Identifier')

/** How the plain function takes its arguments and hands them, with `this`, to the generator. */
function passedOn(node: AnyFunction, fn: Fn, ref: Rope, out: Emission): readonly [params: Rope, call: Rope] {
  const { prefix } = out.names
  const self = fn.usesThis ? 'this' : 'undefined'
  if (isSimple(node) && (fn.isArrow || !fn.usesArguments)) {
    const names = separated(node.params.map((param) => [out.text(param)]))
    const both: Rope = node.params.length === 0 ? [self] : [`${self}, `, names]
    return [names, fn.usesThis ? [ref, '.call(', both, ')'] : [ref, '(', names, ')']]
  }
  const count = node.params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement')
  const length = count === -1 ? node.params.length : count
  const dummies = Array.from({ length }, (_, index) => `${prefix}P${index}`)
  if (!fn.isArrow) return [[dummies.join(', ')], [ref, `.apply(${self}, arguments)`]]
  const all = [...dummies, `...${prefix}Rest`].join(', ')
  return [[all], [ref, `.call(${self}, ${all})`]]
}

/** The outermost list of statements where all that the function refers to can be seen; undefined if there is none. */
function hoistTarget(fn: Fn): Scope | undefined {
  const least = fn.reach?.depth ?? 0
  let target: Scope | undefined
  for (let scope = fn.outer; scope !== undefined && scope.depth >= least; scope = scope.parent) {
    if (scope.isList) target = scope
  }
  return target
}
