import { type Class, type Function as FunctionNode, type Node, visitorKeys } from 'oxc-parser'
import type { ArrowFunctionExpression, MemberExpression } from 'oxc-parser'

export type { Node } from 'oxc-parser'
type OfType<N, T> = N extends { readonly type: infer K } ? (T extends K ? N : never) : never
/** The nodes of one type; some node interfaces stand for several types. */
export type NodeOf<T extends Node['type']> = OfType<Node, T>
export type AnyFunction = FunctionNode | ArrowFunctionExpression
export type AnyClass = Class

/** Calls `visit` for each child in the order of the source. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  for (const key of visitorKeys[node.type] ?? []) {
    const child: unknown = Reflect.get(node, key)
    if (Array.isArray(child)) for (const one of child) visitIfNode(one, visit)
    else visitIfNode(child, visit)
  }
}

function visitIfNode(value: unknown, visit: (child: Node) => void): void {
  if (typeof value === 'object' && value !== null) visit(value as Node)
}

export const isFunction = (node: Node): node is AnyFunction =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'

export const isClass = (node: Node): node is AnyClass =>
  node.type === 'ClassDeclaration' || node.type === 'ClassExpression'

/** The name in `o.name`, `o['name']`, `o.#name`; undefined when it is computed. */
export function memberName(node: MemberExpression): string | undefined {
  return keyName(node.property, node.computed)
}

/** The name a property or class member is written under; undefined when it is computed. */
export function keyName(key: Node, computed: boolean): string | undefined {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  if (key.type === 'Identifier' && !computed) return key.name
  if (key.type === 'Literal' && key.value !== null) return String(key.value)
  return undefined
}

/** The expression itself, without the parentheses around it. */
export function bare(node: Node): Node {
  return node.type === 'ParenthesizedExpression' ? bare(node.expression) : node
}
