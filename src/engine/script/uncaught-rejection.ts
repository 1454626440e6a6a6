/** A promise of a script was rejected and nobody handled it: the iteration ends with this, as in k6. */
export class UncaughtRejection extends Error {
  override readonly name: string = 'UncaughtRejection'

  constructor(reason: unknown) {
    const text = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason)
    super(`Uncaught (in promise) ${text}`, { cause: reason })
    this.stack = `Uncaught (in promise) ${reason instanceof Error ? (reason.stack ?? text) : text}`
  }
}
