import { blockingMembers, blockingMethods, mayBlock } from './blocking-members.ts'
import { type FlowSlots, ITERATION, PRIMITIVE } from './flow-slots.ts'
import type { ModuleImports } from './imports.ts'

/** Puts what blocks of itself where the script meets it. */
export function seedBlocking(slots: FlowSlots, imports: ModuleImports): void {
  for (const [binding, { specifier, name }] of imports.bindings) {
    const isModule = name === '*' || name === 'default'
    if (!isModule && mayBlock(specifier, name)) slots.graph.add(slots.variable(binding), PRIMITIVE)
  }
  for (const specifier of imports.specifiers) {
    for (const name of blockingMethods(specifier)) slots.graph.add(slots.property(name), PRIMITIVE)
  }
  for (const name of ['next', 'return', 'throw']) slots.graph.add(slots.property(name), ITERATION)
  for (const specifier of imports.required) letModuleLoose(slots, specifier)
}

/** A module is used as a value: from here on its blocking members are met on any object. */
export function letModuleLoose(slots: FlowSlots, specifier: string): void {
  for (const name of blockingMembers(specifier)) slots.graph.add(slots.property(name), PRIMITIVE)
}
