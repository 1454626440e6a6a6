import { blockingMembers, blockingMethods, mayBlock } from './blocking-members.ts'
import { type FlowSlots, ITERATION, PRIMITIVE } from './flow-slots.ts'
import type { FlowZone } from './flow-zone.ts'
import type { ModuleImports } from './imports.ts'

/** Puts what blocks of itself where the script meets it. */
export function seedBlocking(slots: FlowSlots, imports: ModuleImports): void {
  const { graph } = slots
  for (const [binding, { specifier, name }] of imports.bindings) {
    const isModule = name === '*' || name === 'default'
    if (!isModule && mayBlock(specifier, name)) graph.add(slots.variable(binding), PRIMITIVE)
  }
  for (const { specifier, node } of imports.required) letModuleLoose(slots, slots.zoneOf(node), specifier)
  for (const zone of slots.zones) {
    for (const name of imports.specifiers.flatMap(blockingMethods)) graph.add(zone.define(name), PRIMITIVE)
    for (const name of ['next', 'return', 'throw']) graph.add(zone.define(name), ITERATION)
  }
}

/** A module is used as a value: from here on its blocking members are met on any object. */
export function letModuleLoose({ graph }: FlowSlots, zone: FlowZone, specifier: string): void {
  for (const name of blockingMembers(specifier)) graph.add(zone.define(name), PRIMITIVE)
  if (blockingMembers(specifier).length > 0) graph.add(zone.anything, PRIMITIVE)
}
