import { type FlowGraph, NOTHING, type Slot, type Target } from './flow-graph.ts'

/** How functions are named that cannot be followed one by one. */
export interface ZoneTokens {
  /** Any function that was put into an array, under a computed name, into a built-in. */
  readonly escaped: Target
  /** Any function that was put under a computed name: it may be read under a plain one. */
  readonly computed: Target
}

/** Methods that built-in objects have. Scripts do not put others in their place under computed names. */
const builtInNames: ReadonlySet<string> = new Set(
  [Object, Function, Array, String, Number, RegExp, Date, Promise].flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype),
  ),
)

const isIndex = (name: string): boolean => /^\d+$/.test(name)

/**
 * The properties of objects and what escapes, either of the user's own files or of the libraries. Libraries do not see what
 * only the user's files define, or one method `get` that blocks would make half of lodash block.
 */
export class FlowZone {
  readonly tokens: ZoneTokens
  /** Takes what escapes. */
  readonly anything: Slot
  /** Gives what escaped. */
  readonly fromAnything: Slot
  /** Takes what is put under a computed name. */
  readonly computed: Slot
  /** Takes what is handed to code that calls it and does not keep it. */
  readonly handedOver: Slot
  /** Takes what is given to functions that were put under a computed name; nothing happens to it if there are none. */
  readonly toComputed: Slot
  /** Gives their results. */
  readonly fromComputed: Slot
  readonly #graph: FlowGraph
  readonly #isFunction: (target: Target) => boolean
  readonly #seen: FlowZone | undefined
  readonly #written = new Map<string, Slot>()
  readonly #read = new Map<string, Slot>()

  /** `seen` is the other zone, if this one sees it. */
  constructor(graph: FlowGraph, tokens: ZoneTokens, isFunction: (target: Target) => boolean, seen?: FlowZone) {
    this.#graph = graph
    this.tokens = tokens
    this.#isFunction = isFunction
    this.#seen = seen
    this.anything = graph.collector()
    this.fromAnything = graph.holding(tokens.escaped)
    this.computed = graph.collector()
    this.handedOver = graph.collector()
    this.toComputed = graph.slot()
    this.fromComputed = graph.slot()
    graph.flow(this.computed, this.anything)
    graph.watch(this.computed, () => {
      graph.flow(this.toComputed, this.anything)
      graph.flow(this.fromAnything, this.fromComputed)
    })
    graph.flow(seen?.fromAnything ?? NOTHING, this.fromAnything)
  }

  /** Takes what is put under a name, in any object. It can be read under a computed name as well. */
  define(name: string): Slot {
    const known = this.#written.get(name)
    if (known !== undefined) return known
    const slot = this.#graph.slot()
    this.#written.set(name, slot)
    this.#graph.watch(slot, (target) => {
      if (this.#isFunction(target)) this.#graph.add(this.anything, target)
    })
    if (!builtInNames.has(name)) this.#graph.add(slot, this.tokens.computed)
    return slot
  }

  /** Gives what is under a name, in any object. What is under a number may be an item of an array, which is not followed. */
  property(name: string): Slot {
    const known = this.#read.get(name)
    if (known !== undefined) return known
    const sources = [this.define(name), this.#seen?.define(name), isIndex(name) ? this.fromAnything : undefined]
    const [first = NOTHING, ...more] = sources.filter((slot) => slot !== undefined)
    const slot = more.length === 0 ? first : this.#graph.slot()
    this.#read.set(name, slot)
    if (slot !== first) for (const source of [first, ...more]) this.#graph.flow(source, slot)
    return slot
  }
}
