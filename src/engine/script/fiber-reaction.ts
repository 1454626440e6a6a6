import type { Waiter } from '../modules/blocking.ts'

/** What a promise is told of its reaction. */
export class Reaction implements Waiter {
  #outcome: { readonly how: keyof Waiter; readonly value: unknown } | undefined
  #settle: ((how: keyof Waiter, value: unknown) => void) | undefined

  readonly resume = (value: unknown): void => this.#finish('resume', value)
  readonly fail = (error: unknown): void => this.#finish('fail', error)

  /** The result if it is there, else a promise for it. */
  answer(): unknown {
    const outcome = this.#outcome
    if (outcome?.how === 'fail') throw outcome.value
    if (outcome !== undefined) return outcome.value
    return new Promise((resolve, reject) => {
      this.#settle = (how, value) => (how === 'fail' ? reject(value) : resolve(value))
    })
  }

  #finish(how: keyof Waiter, value: unknown): void {
    this.#outcome = { how, value }
    this.#settle?.(how, value)
  }
}
