/** Waits for work, but not when something has made the waiting pointless. */
export class CrashGuard {
  #crash: Error | undefined
  #rejectWaiting: (error: Error) => void = () => undefined

  get hasCrashed(): boolean {
    return this.#crash !== undefined
  }

  /** Nothing is waited for any more: what is rejects with the error, and all that comes. */
  crash(error: Error): void {
    this.#crash ??= error
    this.#rejectWaiting(error)
  }

  async wait<T>(work: Promise<T>): Promise<T> {
    if (this.#crash !== undefined) throw this.#crash
    const crashed = new Promise<never>((_, reject) => {
      this.#rejectWaiting = reject
    })
    return Promise.race([work, crashed])
  }
}

export const workerDeath = (cause: Error, worker: number, workers: number): Error =>
  new Error(`worker ${worker + 1} of ${workers} died: ${cause.message}; the others end gracefully`, { cause })
