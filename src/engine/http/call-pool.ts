import { Call } from './call.ts'
import type { HttpWorker } from './http-vu.ts'
import type { SharedHttp } from './shared-http.ts'

/**
 * Calls of a worker that have ended, for whichever VU makes the next one: so there are no more than ever went on at once, and those lie in the
 * caches. One for each VU would be met cold where there are thousands.
 */
export class CallPool {
  readonly #worker: HttpWorker
  readonly #shared: () => SharedHttp
  readonly #free: Call[] = []

  constructor(worker: HttpWorker, shared: () => SharedHttp) {
    this.#worker = worker
    this.#shared = shared
  }

  take(): Call {
    return this.#free.pop() ?? new Call(this.#worker, this.#shared())
  }

  /** When it has ended and its outcome is read, or it was cancelled. */
  giveBack(call: Call): void {
    call.forget()
    this.#free.push(call)
  }
}
