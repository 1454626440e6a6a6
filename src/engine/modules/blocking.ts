/** Who waits for a blocking call: the fiber of a VU. Exactly one of the two is called, once. */
export interface Waiter {
  readonly resume: (value: unknown) => void
  readonly fail: (error: unknown) => void
}

/**
 * An unfinished blocking call, such as `http.get()` or `sleep()`. A module returns one in place of the value; the transform
 * (docs/adr/0002) makes the calling function suspend until it is finished. A call that has its answer at once returns the
 * plain value instead. Nothing happens before `start`.
 */
export abstract class BlockingCall {
  /** What the script called, for the error when it cannot wait there: `http.get`. */
  abstract readonly callName: string
  /** Begins the work. May finish before it returns. */
  abstract start(waiter: Waiter): void
  /** Ends the work without an answer: the iteration was interrupted. The waiter is not called any more. */
  abstract cancel(): void
}
