import { BlockingCall } from '../blocking.ts'
import { TestAborted } from '../test-aborted.ts'
import type { Vu } from '../vu.ts'

/** `exec.test.abort()`: as in k6 no code of the script runs after it, not even in `catch` or `finally`. */
export class Abort extends BlockingCall {
  readonly callName: string = 'exec.test.abort'
  readonly error: TestAborted
  readonly #vu: Vu

  constructor(vu: Vu, reason: string) {
    super()
    this.#vu = vu
    this.error = new TestAborted(reason)
  }

  override start(): void {
    this.#vu.giveUp(this.error)
  }

  override cancel(): void {
    // It ends nothing but its own VU.
  }
}
