import { isFunction, memberName, type Node } from './ast.ts'
import type { Resolved } from './resolve.ts'

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Built-ins that keep what they are given, so that it can be got from them later. */
export const keepers: ReadonlySet<string> = names(
  'push unshift splice concat fill with toSpliced of set add assign create defineProperty defineProperties ' +
    'fromEntries setPrototypeOf resolve reject all allSettled race any next return throw call apply bind construct',
)

/** Built-ins that give back what they or others were given. */
export const givers: ReadonlySet<string> = names(
  'get pop shift at find findLast reduce reduceRight call apply bind then catch finally next valueOf assign freeze',
)

/** Built-ins that put what they are given under names that they are given as well. */
export const namers: ReadonlySet<string> = names('defineProperty defineProperties fromEntries')

/** Whether only functions of the script can be called here, unless one that escaped comes back. */
export function isScriptFunction(callee: Node, resolved: Resolved): boolean {
  if (callee.type === 'Identifier') return resolved.bindings.get(callee) !== undefined
  return isFunction(callee)
}

export function calledName(callee: Node): string {
  if (callee.type === 'MemberExpression') return memberName(callee) ?? ''
  return callee.type === 'Identifier' ? callee.name : ''
}
