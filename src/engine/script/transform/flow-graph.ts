/** A place that can hold functions: a variable, a property name, a parameter, a result. */
export type Slot = number
/** A function that a slot may hold, by its number. */
export type Target = number

/** Following each function through places that hold many of them takes long and gains nothing. */
const MANY = 24

export interface Overflow {
  readonly into: Slot
  /** Stands for everything in `into`. */
  readonly token: Target
  /** Targets below it stand for more than one function, or for none. */
  readonly firstFunction: Target
}

/** Holds nothing, ever. */
export const NOTHING: Slot = 0

/**
 * Which functions may be in which places of the script, whatever the order of execution: a field-based call graph
 * (Feldthaus et al., "Efficient construction of approximate call graphs for JavaScript IDE services", 2013), in which a
 * property of one name is the same place in all objects.
 */
export class FlowGraph {
  readonly #targets: Set<Target>[] = [new Set()]
  readonly #flows: Set<Slot>[] = [new Set()]
  readonly #watchers: ((target: Target) => void)[][] = [[]]
  readonly #pending: [Slot, Target][] = []
  readonly #collectors = new Set<Slot>()
  #overflow: Overflow | undefined

  slot(): Slot {
    this.#targets.push(new Set())
    this.#flows.push(new Set())
    this.#watchers.push([])
    return this.#targets.length - 1
  }

  /** A slot that holds any number of functions. */
  collector(): Slot {
    const slot = this.slot()
    this.#collectors.add(slot)
    return slot
  }

  /** From now on slots that would hold too many functions hold `token` in their place. */
  overflowTo(overflow: Overflow): void {
    this.#overflow = overflow
  }

  /** A slot that holds one function. */
  holding(target: Target): Slot {
    const slot = this.slot()
    this.add(slot, target)
    return slot
  }

  add(slot: Slot, target: Target): void {
    const targets = this.#targets[slot]
    if (slot === NOTHING || targets === undefined || targets.has(target)) return
    if (targets.size >= MANY && target >= (this.#overflow?.firstFunction ?? 0) && !this.#collectors.has(slot)) {
      this.#spill(slot, target)
      return
    }
    targets.add(target)
    this.#pending.push([slot, target])
  }

  #spill(slot: Slot, target: Target): void {
    if (this.#overflow === undefined) return
    this.add(this.#overflow.into, target)
    this.add(slot, this.#overflow.token)
  }

  /** What `from` holds, `to` may hold as well. */
  flow(from: Slot, to: Slot): void {
    if (from === NOTHING || to === NOTHING || from === to) return
    const flows = this.#flows[from]
    if (flows === undefined || flows.has(to)) return
    flows.add(to)
    for (const target of this.#targets[from] ?? []) this.add(to, target)
  }

  /** Calls back once for each function that the slot turns out to hold. */
  watch(slot: Slot, watcher: (target: Target) => void): void {
    if (slot === NOTHING) return
    this.#watchers[slot]?.push(watcher)
    for (const target of this.#targets[slot] ?? []) watcher(target)
  }

  settle(): void {
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      const [slot, target] = next
      for (const to of this.#flows[slot] ?? []) this.add(to, target)
      for (const watcher of this.#watchers[slot] ?? []) watcher(target)
    }
  }

  targetsOf(slot: Slot): ReadonlySet<Target> {
    return this.#targets[slot] ?? new Set()
  }
}
