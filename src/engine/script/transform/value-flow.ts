import type { CallExpression, MemberExpression, NewExpression, TaggedTemplateExpression } from 'oxc-parser'
import {
  type AnyClass,
  bare,
  forEachChild,
  isClass,
  isFunction,
  keyName,
  memberName,
  type Node,
  type NodeOf,
} from './ast.ts'
import { type FlowGraph, NOTHING, type Slot, type Target } from './flow-graph.ts'
import { seedBlocking } from './flow-seeds.ts'
import { FlowSlots, ITERATION } from './flow-slots.ts'
import type { FlowZone } from './flow-zone.ts'
import { FlowValues } from './flow-values.ts'
import type { ModuleImports } from './imports.ts'
import type { Resolved } from './resolve.ts'
import type { Fn } from './scopes.ts'
import { calledName, givers, isScriptFunction, keepers, namers } from './callees.ts'

type CallNode = CallExpression | NewExpression | TaggedTemplateExpression
/** What takes one item after the other. */
type LoopNode = NodeOf<'ForOfStatement' | 'SpreadElement' | 'YieldExpression'>
/** A class whose constructor, which nobody wrote, calls that of its base before its fields are set. */
export type SiteNode = CallNode | LoopNode | AnyClass

/** A place that calls something, or goes through something item by item. */
export interface CallSite {
  readonly node: SiteNode
  readonly fn: Fn
  readonly callee: Slot
  /** The functions handed over, also inside of object and array literals. */
  readonly given: readonly Slot[]
}

export interface ValueFlow {
  readonly slots: FlowSlots
  readonly sites: readonly CallSite[]
}

/** `isLibrary` tells code of packages from the user's own, by offset. */
export function traceValues(
  resolved: Resolved,
  imports: ModuleImports,
  isLibrary: (offset: number) => boolean,
): ValueFlow {
  return new Tracer(resolved, imports, new FlowSlots(resolved.fns, isLibrary)).run()
}

/** Of an object, where the class has no constructor of its own. */
function firstField({ body }: AnyClass): Node | undefined {
  const hasConstructor = body.body.some((one) => one.type === 'MethodDefinition' && one.kind === 'constructor')
  return hasConstructor ? undefined : body.body.find((one) => one.type === 'PropertyDefinition' && !one.static)
}

type Visitors = { readonly [T in Node['type']]?: (node: NodeOf<T>, fn: Fn) => void }
type Assigners = { readonly [T in Node['type']]?: (target: NodeOf<T>, slot: Slot) => void }

class Tracer {
  readonly #resolved: Resolved
  readonly #imports: ModuleImports
  readonly #slots: FlowSlots
  readonly #graph: FlowGraph
  readonly #values: FlowValues
  readonly #sites: CallSite[] = []
  readonly #params = new Map<Fn, Slot[]>()
  readonly #superclasses: Slot[] = []

  constructor(resolved: Resolved, imports: ModuleImports, slots: FlowSlots) {
    this.#resolved = resolved
    this.#imports = imports
    this.#slots = slots
    this.#graph = this.#slots.graph
    this.#values = new FlowValues(resolved, imports, this.#slots)
  }

  run(): ValueFlow {
    seedBlocking(this.#slots, this.#imports)
    for (const zone of this.#slots.zones) this.#watchEscapes(zone)
    forEachChild(this.#resolved.module.node, (child) => this.#visit(child, this.#resolved.module))
    this.#graph.settle()
    return { slots: this.#slots, sites: this.#sites }
  }

  /** Whoever calls an escaped function does it with arguments, and uses its result, that cannot be followed either. */
  #watchEscapes(zone: FlowZone): void {
    const escape = (target: Target): void => {
      const fn = this.#slots.fnOf(target)
      if (fn === undefined) return
      for (const param of this.#params.get(fn) ?? []) this.#graph.flow(zone.fromAnything, param)
      this.#graph.flow(this.#slots.return(fn), zone.anything)
    }
    this.#graph.watch(zone.anything, escape)
    this.#graph.watch(zone.handedOver, escape)
  }

  #visit(node: Node, fn: Fn): void {
    const own = this.#resolved.fnOf.get(node)
    if (own !== undefined) this.#enter(own)
    const visitor = this.#visitors[node.type] as ((node: Node, fn: Fn) => void) | undefined
    visitor?.(node, own ?? fn)
    if (isClass(node)) this.#class(node, fn)
    else forEachChild(node, (child) => this.#visit(child, own ?? fn))
  }

  #enter(fn: Fn): void {
    const { node } = fn
    if (!isFunction(node) || this.#params.has(fn)) return
    const zone = this.#slots.zoneOf(node)
    const slots = node.params.map((param) => {
      const slot = this.#graph.slot()
      if (param.type === 'RestElement') this.#assign(param.argument, zone.fromAnything)
      else this.#assign(param, slot)
      return param.type === 'RestElement' ? zone.anything : slot
    })
    this.#params.set(fn, slots)
    if (node.type === 'FunctionDeclaration' && node.id !== null) this.#assign(node.id, this.#slots.function(fn))
    if (node.type === 'FunctionExpression' && node.id !== null) this.#assign(node.id, this.#slots.function(fn))
    if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') {
      this.#graph.flow(this.#values.of(node.body), this.#slots.return(fn))
    }
  }

  #class(node: AnyClass, fn: Fn): void {
    if (node.id !== null) this.#assign(node.id, this.#values.of(node))
    if (node.superClass !== null) this.#visit(node.superClass, fn)
    const base = node.superClass === null ? NOTHING : this.#values.of(node.superClass)
    const field = firstField(node)
    const setter = field === undefined ? undefined : this.#resolved.fnOf.get(field)
    if (base !== NOTHING && setter !== undefined) this.#sites.push({ node, fn: setter, callee: base, given: [] })
    this.#superclasses.push(base)
    for (const element of node.body.body) this.#visit(element, fn)
    this.#superclasses.pop()
  }

  readonly #visitors: Visitors = {
    VariableDeclarator: (node) => {
      if (node.init !== null) this.#assign(node.id, this.#values.of(node.init))
    },
    AssignmentExpression: (node) => this.#assign(node.left, this.#values.of(node.right)),
    AssignmentPattern: (node) => this.#assign(node.left, this.#values.of(node.right)),
    ForOfStatement: (node, fn) => {
      this.#iterate(node, fn)
      const { left } = node
      const target = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left
      if (target !== undefined) this.#assign(target, this.#slots.zoneOf(node).fromAnything)
    },
    CatchClause: (node) => {
      if (node.param !== null) this.#assign(node.param, this.#slots.zoneOf(node).fromAnything)
    },
    ReturnStatement: (node, fn) => {
      if (node.argument !== null) this.#graph.flow(this.#values.of(node.argument), this.#slots.return(fn))
    },
    YieldExpression: (node, fn) => {
      this.#escape(node.argument)
      if (node.delegate) this.#iterate(node, fn)
    },
    ThrowStatement: (node) => this.#escape(node.argument),
    ArrayExpression: (node, fn) => {
      for (const element of node.elements) {
        if (element?.type === 'SpreadElement') this.#iterate(element, fn)
        else this.#escape(element)
      }
    },
    Property: (node) => this.#define(node.key, node.computed, node.kind, node.value),
    MethodDefinition: (node) => this.#define(node.key, node.computed, node.kind, node.value),
    PropertyDefinition: (node) => this.#define(node.key, node.computed, 'init', node.value),
    CallExpression: (node, fn) => this.#call(node, fn, node.arguments),
    NewExpression: (node, fn) => this.#call(node, fn, node.arguments),
    TaggedTemplateExpression: (node, fn) => this.#call(node, fn, [node.quasi, ...node.quasi.expressions]),
  }

  #define(key: Node, computed: boolean, kind: string, value: Node | null): void {
    if (value === null || kind === 'set' || kind === 'constructor') return
    const name = keyName(key, computed)
    const zone = this.#slots.zoneOf(key)
    const slot = name === undefined ? zone.computed : zone.define(name)
    const getter = kind === 'get' ? this.#resolved.fnOf.get(value) : undefined
    this.#graph.flow(getter === undefined ? this.#values.of(value) : this.#slots.return(getter), slot)
  }

  readonly #assigners: Assigners = {
    Identifier: (target, slot) => {
      const binding = this.#resolved.bindings.get(target)
      const zone = this.#slots.zoneOf(target)
      this.#graph.flow(slot, binding === undefined ? zone.define(target.name) : this.#slots.variable(binding))
    },
    MemberExpression: (target, slot) => {
      const name = memberName(target)
      const zone = this.#slots.zoneOf(target)
      this.#graph.flow(slot, name === undefined ? zone.computed : zone.define(name))
    },
    AssignmentPattern: (target, slot) => this.#assign(target.left, slot),
    ObjectPattern: (target) => {
      for (const property of target.properties) this.#destructure(property)
    },
    ArrayPattern: (target) => {
      const { fromAnything } = this.#slots.zoneOf(target)
      for (const element of target.elements) if (element !== null) this.#assign(element, fromAnything)
    },
    RestElement: (target) => this.#assign(target.argument, this.#slots.zoneOf(target).fromAnything),
  }

  #assign(target: Node, slot: Slot): void {
    const assigner = this.#assigners[target.type] as ((target: Node, slot: Slot) => void) | undefined
    assigner?.(target, slot)
  }

  #destructure(property: NodeOf<'ObjectPattern'>['properties'][number]): void {
    if (property.type === 'RestElement') return
    const name = keyName(property.key, property.computed)
    const zone = this.#slots.zoneOf(property)
    this.#assign(property.value, name === undefined ? zone.fromAnything : zone.property(name))
  }

  #iterate(node: LoopNode, fn: Fn): void {
    const callee = this.#graph.holding(ITERATION)
    this.#graph.flow(this.#slots.zoneOf(node).property('next'), callee)
    this.#sites.push({ node, fn, callee, given: [] })
  }

  #escape(node: Node | null): void {
    if (node !== null) this.#graph.flow(this.#values.of(node), this.#slots.zoneOf(node).anything)
  }

  #call(node: CallNode, fn: Fn, args: readonly Node[]): void {
    const calleeNode = bare(node.type === 'TaggedTemplateExpression' ? node.tag : node.callee)
    const callee = this.#calleeOf(calleeNode)
    const { fromAnything } = this.#slots.zoneOf(node)
    const slots = args.map((arg) => (arg.type === 'SpreadElement' ? fromAnything : this.#values.of(arg)))
    this.#sites.push({ node, fn, callee, given: args.flatMap((arg) => this.#values.functionsIn(arg)) })
    for (const arg of args) if (arg.type === 'SpreadElement') this.#iterate(arg, fn)
    this.#connect(callee, slots, node)
    if (!isScriptFunction(calleeNode, this.#resolved)) this.#callBuiltIn(calledName(calleeNode), slots, node)
    if (calleeNode.type === 'MemberExpression') this.#callIndirectly(calleeNode, slots, node)
  }

  /** What a call may reach; `f.call(...)` and `f.apply(...)` reach `f`. */
  #calleeOf(node: Node): Slot {
    if (node.type === 'Super') return this.#superclasses.at(-1) ?? NOTHING
    const name = node.type === 'MemberExpression' ? memberName(node) : undefined
    const isIndirect = node.type === 'MemberExpression' && (name === 'call' || name === 'apply')
    return isIndirect ? this.#values.either(node, node.object) : this.#values.of(node)
  }

  /** A built-in may call what it is given, keep it, and give it back. */
  #callBuiltIn(name: string, args: readonly Slot[], node: Node): void {
    const zone = this.#slots.zoneOf(node)
    for (const arg of args) this.#graph.flow(arg, keepers.has(name) ? zone.anything : zone.handedOver)
    if (givers.has(name)) this.#graph.flow(zone.fromAnything, this.#slots.result(node))
    if (namers.has(name)) this.#graph.flow(zone.anything, zone.computed)
  }

  /** Arguments and results of a call, for every function that it may reach. */
  #connect(callee: Slot, args: readonly Slot[], node: Node): void {
    this.#graph.watch(callee, (target) => {
      const fn = this.#slots.fnOf(target)
      if (fn === undefined) this.#connectUnknown(target, args, node)
      else this.#connectFunction(fn, args, node)
    })
  }

  #connectFunction(fn: Fn, args: readonly Slot[], node: Node): void {
    const params = this.#params.get(fn) ?? this.#enterEarly(fn)
    for (const [index, arg] of args.entries()) {
      this.#graph.flow(arg, params[Math.min(index, params.length - 1)] ?? NOTHING)
      if (fn.usesArguments) this.#graph.flow(arg, this.#slots.zoneOf(fn.node).anything)
    }
    this.#graph.flow(this.#slots.return(fn), this.#slots.result(node))
  }

  #connectUnknown(target: Target, args: readonly Slot[], node: Node): void {
    const { takes, gives } = this.#slots.unknown(target, this.#slots.zoneOf(node))
    for (const arg of args) this.#graph.flow(arg, takes)
    this.#graph.flow(gives, this.#slots.result(node))
  }

  /** A function can be called before the walk comes to its declaration. */
  #enterEarly(fn: Fn): readonly Slot[] {
    this.#enter(fn)
    return this.#params.get(fn) ?? []
  }

  /** `f.call(...)`, `f.apply(...)` and `f.bind(...)` call `f`. */
  #callIndirectly(callee: MemberExpression, args: readonly Slot[], node: Node): void {
    const name = memberName(callee)
    if (name !== 'call' && name !== 'apply' && name !== 'bind') return
    const fn = this.#values.of(callee.object)
    if (name === 'call') this.#connect(fn, args.slice(1), node)
    else this.#graph.flow(fn, this.#slots.zoneOf(node).anything)
    if (name === 'apply') this.#connect(fn, [], node)
    if (name === 'bind') this.#graph.flow(fn, this.#slots.result(node))
  }
}
