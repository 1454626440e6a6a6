import type { Emission } from './emission.ts'
import type { Fn } from './scopes.ts'

/** Reads `super.name` for a generator, which has no `super` of its own. */
export const superAccess = (out: Emission): string => `const ${out.names.prefix}Super = (key) => super[key]; `

/** An arrow function that sees the `super` of a function around it. */
export const isArrowOfMethod = (fn: Fn): boolean => fn.isArrow && fn.parent?.kind !== 'initializer'
