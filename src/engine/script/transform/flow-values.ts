import type { MemberExpression } from 'oxc-parser'
import { type AnyClass, bare, forEachChild, isClass, memberName, type Node, type NodeOf } from './ast.ts'
import { mayBlock } from './blocking-members.ts'
import { type FlowGraph, NOTHING, type Slot } from './flow-graph.ts'
import { letModuleLoose } from './flow-seeds.ts'
import { type FlowSlots, PRIMITIVE } from './flow-slots.ts'
import type { ModuleImports } from './imports.ts'
import type { Resolved } from './resolve.ts'

type Valuers = { readonly [T in Node['type']]?: (node: NodeOf<T>) => Slot }

/** Which place an expression reads. */
export class FlowValues {
  readonly #resolved: Resolved
  readonly #imports: ModuleImports
  readonly #slots: FlowSlots
  readonly #graph: FlowGraph

  constructor(resolved: Resolved, imports: ModuleImports, slots: FlowSlots) {
    this.#resolved = resolved
    this.#imports = imports
    this.#slots = slots
    this.#graph = slots.graph
  }

  readonly #valuers: Valuers = {
    Identifier: (node) => this.#read(node),
    MemberExpression: (node) => this.#member(node),
    CallExpression: (node) => this.#slots.result(node),
    NewExpression: (node) => this.#slots.result(node),
    TaggedTemplateExpression: (node) => this.#slots.result(node),
    ParenthesizedExpression: (node) => this.of(node.expression),
    ChainExpression: (node) => this.of(node.expression),
    AwaitExpression: (node) => this.of(node.argument),
    YieldExpression: (node) => this.#slots.zoneOf(node).fromAnything,
    AssignmentExpression: (node) => this.either(node.left, node.right),
    ConditionalExpression: (node) => this.either(node.consequent, node.alternate),
    LogicalExpression: (node) => this.either(node.left, node.right),
    SequenceExpression: (node) => this.of(node.expressions.at(-1) ?? node),
  }

  /** What an expression may be, as far as functions go. */
  of(node: Node): Slot {
    const fn = this.#resolved.fnOf.get(node)
    if (fn !== undefined) return this.#slots.function(fn)
    if (isClass(node)) return this.#constructorOf(node)
    const valuer = this.#valuers[node.type] as ((node: Node) => Slot) | undefined
    return valuer?.(node) ?? NOTHING
  }

  /** Any of several expressions. */
  either(...nodes: readonly Node[]): Slot {
    const slot = this.#graph.slot()
    for (const node of nodes) this.#graph.flow(this.of(node), slot)
    return slot
  }

  #constructorOf(node: AnyClass): Slot {
    for (const element of node.body.body) {
      if (element.type === 'MethodDefinition' && element.kind === 'constructor') return this.of(element.value)
    }
    return node.superClass === null ? NOTHING : this.of(node.superClass)
  }

  #read(node: NodeOf<'Identifier'>): Slot {
    const binding = this.#resolved.bindings.get(node)
    if (binding === undefined) return this.#slots.zoneOf(node).property(node.name)
    const module = this.#moduleOf(node)
    if (module !== undefined) letModuleLoose(this.#slots, this.#slots.zoneOf(node), module)
    return this.#slots.variable(binding)
  }

  #member(node: MemberExpression): Slot {
    const name = memberName(node)
    const zone = this.#slots.zoneOf(node)
    const found = name === undefined ? zone.fromAnything : zone.property(name)
    const module = this.#moduleOf(bare(node.object))
    if (module === undefined || name === 'default' || (name !== undefined && !mayBlock(module, name))) return found
    const slot = this.#graph.holding(PRIMITIVE)
    this.#graph.flow(found, slot)
    return slot
  }

  /** The module that an expression stands for as a whole. */
  #moduleOf(node: Node): string | undefined {
    if (node.type === 'MemberExpression' && memberName(node) === 'default') return this.#moduleOf(bare(node.object))
    if (node.type !== 'Identifier') return undefined
    const binding = this.#resolved.bindings.get(node)
    const imported = binding === undefined ? undefined : this.#imports.bindings.get(binding)
    return imported?.name === '*' || imported?.name === 'default' ? imported.specifier : undefined
  }

  /** The functions that an expression hands over, also inside of object and array literals. */
  functionsIn(node: Node): Slot[] {
    const slots: Slot[] = []
    const collect = (inner: Node): void => {
      if (inner.type === 'ObjectExpression' || inner.type === 'ArrayExpression') forEachChild(inner, collect)
      else if (inner.type === 'Property') collect(inner.value)
      else slots.push(this.of(inner))
    }
    collect(node)
    return slots.filter((slot) => slot !== NOTHING)
  }
}
