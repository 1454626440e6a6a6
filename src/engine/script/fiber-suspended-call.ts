import type { BlockingCall } from '../modules/blocking.ts'
import { type Resumable, StepsCall } from '../modules/steps-call.ts'
import type { Fiber } from './fiber.ts'

/** A function of the script that is suspended. */
export class SuspendedCall extends StepsCall {
  /** The function, by the number of its place. */
  readonly place: number
  readonly #fiber: Fiber

  constructor(fiber: Fiber, steps: Resumable, first: BlockingCall, place: number) {
    super(steps, first)
    this.#fiber = fiber
    this.place = place
  }

  protected override beforeStart(): void {
    this.#fiber.refuseIfSpoiled()
  }
}

/** Runs steps until they are done or have to wait: then the result is an unfinished call for the rest. */
export function advance(
  fiber: Fiber,
  steps: Resumable,
  first: () => IteratorResult<unknown, unknown>,
  place: number,
): unknown {
  const result = first()
  return result.done === true ? result.value : new SuspendedCall(fiber, steps, result.value as BlockingCall, place)
}
