import { BlockingCall } from '../blocking.ts'

/** Runs callbacks one after the other, as a fiber does. */
export class SequentialRunner {
  readonly #bodies: (() => unknown)[] = []
  readonly #onError: (error: unknown) => void
  #isBusy = false

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  readonly post = (body: () => unknown): void => {
    this.#bodies.push(body)
    this.#next()
  }

  #next(): void {
    if (this.#isBusy) return
    const body = this.#bodies.shift()
    if (body === undefined) return
    this.#isBusy = true
    try {
      const result = body()
      if (result instanceof BlockingCall) result.start({ resume: this.#done, fail: this.#failed })
      else this.#done()
    } catch (error) {
      this.#failed(error)
    }
  }

  readonly #done = (): void => {
    this.#isBusy = false
    this.#next()
  }
  readonly #failed = (error: unknown): void => {
    this.#onError(error)
    this.#done()
  }
}
