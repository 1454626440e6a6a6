import type { Waiter } from '../modules/blocking.ts'
import type { Outstanding } from '../modules/vu.ts'
import type { ScriptInstance } from '../script/instance.ts'
import type { VuBody } from './virtual-user.ts'

/** Calls functions of a script on the fiber of one VU. Arguments are made at each call. */
export class ScriptBody implements VuBody {
  readonly #instance: ScriptInstance
  readonly #args: () => readonly unknown[]

  constructor(instance: ScriptInstance, args: () => readonly unknown[]) {
    this.#instance = instance
    this.#args = args
  }

  get outstanding(): Outstanding {
    return this.#instance.fiber.outstanding
  }

  run(exec: string, waiter: Waiter): void {
    const { exports, fiber } = this.#instance
    fiber.run(() => Reflect.apply(exports[exec] as () => unknown, undefined, this.#args()), waiter)
  }

  post(callback: () => unknown): void {
    this.#instance.fiber.post(callback)
  }

  cancel(): void {
    this.#instance.fiber.cancel()
  }
}
