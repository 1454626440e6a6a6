import type { AnyClass, AnyFunction } from './ast.ts'
import type { FnFacts } from './scopes.ts'
import { superCallOf } from './super-call.ts'

/** What is known of a function by the place it has in a class or an object. */
type MemberFacts = Partial<FnFacts>

export const accessor = (kind: 'get' | 'set' | 'method', name: string): MemberFacts =>
  kind === 'method' ? {} : { cannotWait: `${kind} ${name}` }

export function constructorOf(node: AnyFunction, home: AnyClass, name: string): MemberFacts {
  const facts = { name, isConstructor: true }
  if (home.superClass === null) return facts
  const superCall = superCallOf(node, home)
  return superCall === undefined ? { ...facts, cannotWait: `new ${name}` } : { ...facts, superCall }
}
