import { type AnyClass, type AnyFunction, bare, forEachChild, isFunction, type Node } from './ast.ts'

/** How the constructor of a derived class begins, if it can be cut in two behind it. */
export interface SuperCall {
  /** Where `super(...)` ends, with its semicolon. */
  readonly end: number
  /** The class has fields: they are set as soon as `super()` returns. */
  readonly hasFields: boolean
}

/**
 * `super(...)` as the first statement of a constructor, with nothing in it that could block: what comes behind it can be
 * suspended. Undefined where a constructor is not like that.
 */
export function superCallOf(constructor: AnyFunction, { body: { body: elements } }: AnyClass): SuperCall | undefined {
  const { body, params } = constructor
  if (body?.type !== 'BlockStatement' || !params.every(({ type }) => type === 'Identifier')) return undefined
  const [first, ...rest] = body.body
  if (first?.type !== 'ExpressionStatement') return undefined
  const call = bare(first.expression)
  if (call.type !== 'CallExpression' || call.callee.type !== 'Super' || call.arguments.some(mayCall)) return undefined
  if (rest.some((statement) => statement.type === 'FunctionDeclaration' || callsSuper(statement))) return undefined
  const hasFields = elements.some((one) => one.type === 'PropertyDefinition' && !one.static)
  return { end: first.end, hasFields }
}

const calling: ReadonlySet<Node['type']> = new Set([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'SpreadElement',
])

const mayCall = (node: Node): boolean => !isFunction(node) && (calling.has(node.type) || someChild(node, mayCall))

const callsSuper = (node: Node): boolean =>
  (node.type === 'CallExpression' && node.callee.type === 'Super') || someChild(node, callsSuper)

function someChild(node: Node, holds: (child: Node) => boolean): boolean {
  let found = false
  forEachChild(node, (child) => {
    found ||= holds(child)
  })
  return found
}
