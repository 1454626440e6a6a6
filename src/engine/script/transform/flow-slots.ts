import type { Node } from './ast.ts'
import { FlowGraph, NOTHING, type Slot, type Target } from './flow-graph.ts'
import type { Binding, Fn } from './scopes.ts'

/** A function of a module that blocks. */
export const PRIMITIVE: Target = 0
/** Any function that was put where its way cannot be followed: into an array, under a computed name, into a built-in. */
export const ESCAPED: Target = 1
/** Going on to the next item of an iterator that blocks. */
export const ITERATION: Target = 2
/** Any function that was put under a computed name: it may be read under a plain one. */
export const COMPUTED: Target = 3
const FIRST_FUNCTION: Target = 4

/** Methods that built-in objects have. Scripts do not put others in their place under computed names. */
const builtInNames: ReadonlySet<string> = new Set(
  [Object, Function, Array, String, Number, RegExp, Date, Promise].flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype),
  ),
)

/** The places of a script that can hold functions. */
export class FlowSlots {
  readonly graph: FlowGraph = new FlowGraph()
  /** Takes what escapes. */
  readonly anything: Slot
  /** Gives what escaped. */
  readonly fromAnything: Slot
  /** Takes what is put under a computed name. */
  readonly computed: Slot
  /** Takes what is handed to code that calls it and does not keep it. */
  readonly handedOver: Slot
  readonly #fns: readonly Fn[]
  readonly #targets = new Map<Fn, Target>()
  readonly #functions = new Map<Fn, Slot>()
  readonly #variables = new Map<Binding, Slot>()
  readonly #properties = new Map<string, Slot>()
  readonly #results = new Map<Node, Slot>()
  readonly #returns = new Map<Fn, Slot>()

  constructor(fns: readonly Fn[]) {
    this.#fns = fns
    this.anything = this.graph.slot()
    this.fromAnything = this.graph.holding(ESCAPED)
    this.handedOver = this.graph.slot()
    this.computed = this.graph.slot()
    this.graph.flow(this.computed, this.anything)
    for (const [index, fn] of fns.entries()) {
      this.#targets.set(fn, FIRST_FUNCTION + index)
      this.#functions.set(fn, this.graph.holding(FIRST_FUNCTION + index))
    }
  }

  fnOf(target: Target): Fn | undefined {
    return this.#fns[target - FIRST_FUNCTION]
  }

  targetOf(fn: Fn): Target {
    return this.#targets.get(fn) ?? ESCAPED
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

  /** One for all objects. What is under a name can be read under a computed name as well. */
  property(name: string): Slot {
    const known = this.#properties.get(name)
    if (known !== undefined) return known
    const slot = this.#slotIn(this.#properties, name)
    this.graph.flow(slot, this.anything)
    if (!builtInNames.has(name)) this.graph.add(slot, COMPUTED)
    return slot
  }

  #slotIn<K>(slots: Map<K, Slot>, key: K): Slot {
    const known = slots.get(key)
    if (known !== undefined) return known
    const slot = this.graph.slot()
    slots.set(key, slot)
    return slot
  }
}
