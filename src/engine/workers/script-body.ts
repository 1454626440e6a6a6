import type { Waiter } from '../modules/blocking.ts'
import type { Outstanding } from '../modules/vu.ts'
import type { ScriptInstance } from '../script/instance.ts'
import type { VuBody } from './virtual-user.ts'

/** Calls functions of a script on the fiber of one VU. Arguments are made at each call. */
export class ScriptBody implements VuBody {
  readonly #instance: ScriptInstance
  readonly #args: () => readonly unknown[]
  #exec: string | undefined
  /** Calls `#exec`. */
  #call: () => unknown = () => undefined

  constructor(instance: ScriptInstance, args: () => readonly unknown[]) {
    this.#instance = instance
    this.#args = args
  }

  get outstanding(): Outstanding {
    return this.#instance.fiber.outstanding
  }

  run(exec: string, waiter: Waiter): void {
    if (exec !== this.#exec) this.#aim(exec)
    this.#instance.fiber.run(this.#call, waiter)
  }

  /** Mostly the same function is called again and again. */
  #aim(exec: string): void {
    const { exports } = this.#instance
    this.#exec = exec
    this.#call = () => Reflect.apply(exports[exec] as () => unknown, undefined, this.#args())
  }

  post(callback: () => unknown): void {
    this.#instance.fiber.post(callback)
  }

  cancel(): void {
    this.#instance.fiber.cancel()
  }
}
