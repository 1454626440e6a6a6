/** A global name that the script declares nowhere, where it is written: in strict code it must be there already. */
export class FreeSlot {
  readonly #global: Record<string, unknown>
  readonly #name: string

  constructor(global: Record<string, unknown>, name: string) {
    this.#global = global
    this.#name = name
  }

  get value(): unknown {
    this.#check()
    return this.#global[this.#name]
  }

  set value(value: unknown) {
    this.#check()
    this.#global[this.#name] = value
  }

  #check(): void {
    if (!(this.#name in this.#global)) throw new ReferenceError(`${this.#name} is not defined`)
  }
}
