import type { Node } from './ast.ts'
import { FlowGraph, NOTHING, type Slot, type Target } from './flow-graph.ts'
import { FlowZone } from './flow-zone.ts'
import type { Binding, Fn } from './scopes.ts'

/** A function of a module that blocks. */
export const PRIMITIVE: Target = 0
/** Going on to the next item of an iterator that blocks. */
export const ITERATION: Target = 1
const ofLibrary = { escaped: 2, computed: 3 }
const ofUser = { escaped: 4, computed: 5 }
const FIRST_FUNCTION: Target = 6

/** The places of a script that can hold functions. */
export class FlowSlots {
  readonly graph: FlowGraph = new FlowGraph()
  readonly zones: readonly FlowZone[]
  readonly #library: FlowZone
  readonly #user: FlowZone
  readonly #isLibrary: (offset: number) => boolean
  readonly #fns: readonly Fn[]
  readonly #targets = new Map<Fn, Target>()
  readonly #functions = new Map<Fn, Slot>()
  readonly #variables = new Map<Binding, Slot>()
  readonly #results = new Map<Node, Slot>()
  readonly #returns = new Map<Fn, Slot>()

  constructor(fns: readonly Fn[], isLibrary: (offset: number) => boolean) {
    const isFunction = (target: Target): boolean => target >= FIRST_FUNCTION
    this.#library = new FlowZone(this.graph, ofLibrary, isFunction)
    this.#user = new FlowZone(this.graph, ofUser, isFunction, this.#library)
    this.zones = [this.#library, this.#user]
    const { anything, tokens } = this.#library
    this.graph.overflowTo({ into: anything, token: tokens.escaped, firstFunction: FIRST_FUNCTION })
    this.#isLibrary = isLibrary
    this.#fns = fns
    for (const [index, fn] of fns.entries()) {
      this.#targets.set(fn, FIRST_FUNCTION + index)
      this.#functions.set(fn, this.graph.holding(FIRST_FUNCTION + index))
    }
  }

  /** Where the code at a node belongs. */
  zoneOf(node: Node): FlowZone {
    return this.#isLibrary(node.start) ? this.#library : this.#user
  }

  /** What happens to the arguments and whence the result comes when `zone` calls what is not followed one by one. */
  unknown(target: Target, zone: FlowZone): { readonly takes: Slot; readonly gives: Slot } {
    if (target === PRIMITIVE || target === ITERATION) return { takes: zone.handedOver, gives: zone.fromAnything }
    const home = this.zones.find(({ tokens }) => tokens.computed === target)
    if (home !== undefined) return { takes: home.toComputed, gives: home.fromComputed }
    return { takes: zone.anything, gives: zone.fromAnything }
  }

  /** Undefined for what stands for functions that are not followed one by one. */
  fnOf(target: Target): Fn | undefined {
    return this.#fns[target - FIRST_FUNCTION]
  }

  targetOf(fn: Fn): Target {
    return this.#targets.get(fn) ?? ofUser.escaped
  }

  function(fn: Fn): Slot {
    return this.#functions.get(fn) ?? NOTHING
  }

  variable(binding: Binding): Slot {
    return this.#slotIn(this.#variables, binding)
  }

  /** What a function returns. */
  return(fn: Fn): Slot {
    return this.#slotIn(this.#returns, fn)
  }

  /** What a call gives. */
  result(call: Node): Slot {
    return this.#slotIn(this.#results, call)
  }

  #slotIn<K>(slots: Map<K, Slot>, key: K): Slot {
    const known = slots.get(key)
    if (known !== undefined) return known
    const slot = this.graph.slot()
    slots.set(key, slot)
    return slot
  }
}
