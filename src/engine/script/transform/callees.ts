import { isFunction, memberName, type Node } from './ast.ts'
import type { Resolved } from './resolve.ts'

/** Built-ins and module functions that call what they are given, and do not keep it. */
export const callers: ReadonlySet<string> = new Set(
  (
    'forEach map filter some every find findIndex findLast findLastIndex reduce reduceRight flatMap sort toSorted from ' +
    'replace replaceAll stringify parse then catch finally setTimeout setInterval group check on addEventListener each'
  ).split(' '),
)

/** Whether only functions of the script can be called here, unless one that escaped comes back. */
export function isScriptFunction(callee: Node, resolved: Resolved): boolean {
  if (callee.type === 'Identifier') return resolved.bindings.get(callee) !== undefined
  return isFunction(callee)
}

export function calledName(callee: Node): string {
  if (callee.type === 'MemberExpression') return memberName(callee) ?? ''
  return callee.type === 'Identifier' ? callee.name : ''
}
