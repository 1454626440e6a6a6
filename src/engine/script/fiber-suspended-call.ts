import { type BlockingCall, take } from '../modules/blocking.ts'
import { type Resumable, StepsCall } from '../modules/steps-call.ts'
import { addFrame } from './fiber-error.ts'
import { runsNow } from './fiber-owner.ts'
import type { Fiber } from './fiber.ts'

/** The place of what is not written in the script. */
export const NOWHERE = -1

/** A function of the script that is suspended. */
export class SuspendedCall extends StepsCall {
  /** The function, by the number of its place. */
  readonly place: number
  readonly #fiber: Fiber
  /** Where in the function, by the number of the site. */
  #site = NOWHERE

  constructor(fiber: Fiber, steps: Resumable, first: BlockingCall, place: number) {
    super(steps, first)
    this.place = place
    this.#fiber = fiber
    this.stopped()
    if (!fiber.hasTask) throw fiber.refuseOutside(take(this))
  }

  protected override beforeStart(): void {
    this.#fiber.refuseIfSpoiled()
  }

  protected override beforeStep(): void {
    runsNow(this.#fiber)
  }

  protected override stopped(): void {
    // A built-in that waits for its callback has no place of its own.
    this.#site = this.place === NOWHERE ? NOWHERE : this.#fiber.site
  }

  /** The stack that the error was made on has no frame of a function that was suspended then. */
  protected override beforeFail(error: unknown): void {
    addFrame(error, this.#fiber.frameOf(this.#site))
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
