import { BlockingCall, type Waiter } from '../blocking.ts'

/** What happens on one connection, in its order, for someone who takes one thing at a time. */
export class EventQueue<E> {
  readonly #events: E[] = []
  #waiter: Waiter | undefined

  push(event: E): void {
    const waiter = this.#waiter
    if (waiter === undefined) {
      this.#events.push(event)
      return
    }
    this.#waiter = undefined
    waiter.resume(event)
  }

  /** The next event, or the call that waits for it. */
  next(callName: string): E | BlockingCall {
    return this.#events.shift() ?? new NextEvent(callName, this)
  }

  waitWith(waiter: Waiter | undefined): void {
    this.#waiter = waiter
  }
}

class NextEvent extends BlockingCall {
  readonly callName: string
  readonly #queue: EventQueue<unknown>

  constructor(callName: string, queue: EventQueue<unknown>) {
    super()
    this.callName = callName
    this.#queue = queue
  }
  override start(waiter: Waiter): void {
    this.#queue.waitWith(waiter)
  }
  override cancel(): void {
    this.#queue.waitWith(undefined)
  }
}
