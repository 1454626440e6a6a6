import { forEachChild, isFunction, type Node } from './ast.ts'

/**
 * The calls whose result a function returns as it is. A function that blocks nowhere else can stay plain: it hands the
 * unfinished call to its own caller.
 */
export function tailCalls(fn: Node): ReadonlySet<Node> {
  const calls = new Set<Node>()
  if (!isFunction(fn) || fn.body === null) return calls
  if (fn.body.type === 'BlockStatement') collectReturns(fn.body, calls)
  else collectTail(fn.body, calls)
  return calls
}

/** Not inside of `try`: its handlers must see how the call ends. */
function collectReturns(node: Node, calls: Set<Node>): void {
  if (node.type === 'ReturnStatement' && node.argument !== null) collectTail(node.argument, calls)
  if (node.type === 'TryStatement' || !isStatement(node)) return
  forEachChild(node, (child) => collectReturns(child, calls))
}

const isStatement = (node: Node): boolean =>
  (node.type.endsWith('Statement') && node.type !== 'ExpressionStatement') || node.type === 'SwitchCase'

function collectTail(node: Node, calls: Set<Node>): void {
  if (node.type === 'CallExpression' || node.type === 'TaggedTemplateExpression') calls.add(node)
  else if (node.type === 'ParenthesizedExpression') collectTail(node.expression, calls)
  else if (node.type === 'LogicalExpression') collectTail(node.right, calls)
  else if (node.type === 'ConditionalExpression') {
    collectTail(node.consequent, calls)
    collectTail(node.alternate, calls)
  } else if (node.type === 'SequenceExpression') {
    const last = node.expressions.at(-1)
    if (last !== undefined) collectTail(last, calls)
  }
}
