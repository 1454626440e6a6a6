import type { Target } from './flow-graph.ts'
import type { Fn } from './scopes.ts'
import { type FlowSlots, ITERATION, PRIMITIVE } from './flow-slots.ts'
import { tailCalls } from './tail-calls.ts'
import type { CallSite, SiteNode, ValueFlow } from './value-flow.ts'

export interface Colours {
  /** Functions that a blocking call in them, or in what they call, can suspend. */
  readonly blocking: ReadonlySet<Fn>
  /** Calls that may block. */
  readonly sites: ReadonlySet<SiteNode>
  readonly sitesOf: ReadonlyMap<Fn, readonly SiteNode[]>
  /** Those that return what may block as it is: they need not be suspended themselves. */
  readonly passing: ReadonlySet<Fn>
}

/** Finds what may block: a call that may reach a function that may block, or that is given one. */
export function colour(flow: ValueFlow): Colours {
  const marks = mark(flow)
  const passing = new Set<Fn>()
  for (const fn of marks.blocking) if (passesOn(fn, marks.sitesOf.get(fn) ?? [])) passing.add(fn)
  return { ...marks, passing }
}

function passesOn({ kind, node, isConstructor }: Fn, sites: readonly SiteNode[]): boolean {
  if (kind !== 'plain' || isConstructor) return false
  const tails = tailCalls(node)
  return sites.every((site) => tails.has(site))
}

function mark({ slots, sites: calls }: ValueFlow): Omit<Colours, 'passing'> {
  const callsTo = callsByTarget(slots, calls)
  const blocking = new Set<Fn>()
  const sites = new Set<SiteNode>()
  const sitesOf = new Map<Fn, SiteNode[]>()
  const done = new Set<Target>()
  const pending: Target[] = [PRIMITIVE]
  for (let target = pending.pop(); target !== undefined; target = pending.pop()) {
    if (done.has(target)) continue
    done.add(target)
    pending.push(...tokensOf(slots, target))
    for (const { node, fn } of callsTo.get(target) ?? []) {
      if (!sites.has(node)) append(sitesOf, fn, node)
      sites.add(node)
      if (!fn.canWait || blocking.has(fn)) continue
      blocking.add(fn)
      // Calling a generator function does not block, taking its items does.
      pending.push(fn.kind === 'generator' ? ITERATION : slots.targetOf(fn))
    }
  }
  return { blocking, sites, sitesOf }
}

/** What stands for the function wherever it cannot be followed. */
function tokensOf({ graph, zones }: FlowSlots, target: Target): Target[] {
  return zones.flatMap(({ anything, computed, tokens }) => [
    ...(graph.targetsOf(anything).has(target) ? [tokens.escaped] : []),
    ...(graph.targetsOf(computed).has(target) ? [tokens.computed] : []),
  ])
}

function callsByTarget({ graph }: FlowSlots, calls: readonly CallSite[]): ReadonlyMap<Target, readonly CallSite[]> {
  const callsTo = new Map<Target, CallSite[]>()
  for (const call of calls) {
    for (const target of graph.targetsOf(call.callee)) append(callsTo, target, call)
    for (const slot of call.given) for (const target of graph.targetsOf(slot)) append(callsTo, target, call)
  }
  return callsTo
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}
