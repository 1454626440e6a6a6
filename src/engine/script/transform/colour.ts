import type { Slot, Target } from './flow-graph.ts'
import type { Fn } from './scopes.ts'
import { ESCAPED, type FlowSlots, PRIMITIVE } from './flow-slots.ts'
import type { CallNode, CallSite, ValueFlow } from './value-flow.ts'

export interface Colours {
  /** Functions that a blocking call in them, or in what they call, can suspend. */
  readonly blocking: ReadonlySet<Fn>
  /** Calls that may block. */
  readonly sites: ReadonlySet<CallNode>
  readonly sitesOf: ReadonlyMap<Fn, readonly CallNode[]>
}

/** Finds what may block: a call that may reach a function that may block, or that is given one. */
export function colour({ slots, sites: calls }: ValueFlow): Colours {
  const callsTo = new Map<Target, CallSite[]>()
  for (const site of calls) {
    for (const target of targetsOf(slots, site)) append(callsTo, target, site)
  }
  const escaped = slots.graph.targetsOf(slots.anything)
  const blocking = new Set<Fn>()
  const sites = new Set<CallNode>()
  const sitesOf = new Map<Fn, CallNode[]>()
  const done = new Set<Target>()
  const pending: Target[] = [PRIMITIVE]
  for (let target = pending.pop(); target !== undefined; target = pending.pop()) {
    if (done.has(target)) continue
    done.add(target)
    if (escaped.has(target)) pending.push(ESCAPED)
    for (const { node, fn } of callsTo.get(target) ?? []) {
      if (!sites.has(node)) append(sitesOf, fn, node)
      sites.add(node)
      if (!fn.canWait || blocking.has(fn)) continue
      blocking.add(fn)
      pending.push(slots.targetOf(fn))
    }
  }
  return { blocking, sites, sitesOf }
}

function targetsOf(slots: FlowSlots, { callee, given }: CallSite): ReadonlySet<Target> {
  const all = new Set<Target>()
  const collect = (slot: Slot): void => {
    for (const target of slots.graph.targetsOf(slot)) all.add(target)
  }
  collect(callee)
  for (const slot of given) collect(slot)
  return all
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}
