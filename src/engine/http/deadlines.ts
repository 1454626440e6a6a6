import type { Clock } from '../../base/clock.ts'
import type { Millis } from '../../base/units.ts'

/** What may run out of time. Is itself the entry of the list it waits in. */
export interface Expiring {
  expiresAt: Millis
  previous: Expiring | undefined
  next: Expiring | undefined
  /** The list it waits in, if it does. */
  deadlines: SameDeadlines | undefined
  readonly expire: () => void
}

/** What a timer can wait. */
const MAX_TIMER: Millis = 2 ** 31 - 1

/**
 * Deadlines of requests, nearly all of which end before. A timer for each would cost more than the rest of what we do for a
 * request; those of one duration expire in the order they began, so a list and one timer for its head do.
 */
export class Deadlines {
  readonly #clock: Clock
  readonly #byDuration = new Map<Millis, SameDeadlines>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  start(entry: Expiring, duration: Millis): void {
    this.#listFor(duration).append(entry)
  }

  stop(entry: Expiring): void {
    entry.deadlines?.remove(entry)
  }

  #listFor(duration: Millis): SameDeadlines {
    const known = this.#byDuration.get(duration)
    if (known !== undefined) return known
    const made = new SameDeadlines(this.#clock, duration, () => this.#byDuration.delete(duration))
    this.#byDuration.set(duration, made)
    return made
  }
}

export class SameDeadlines {
  readonly #clock: Clock
  readonly #duration: Millis
  readonly #onEmpty: () => void
  #head: Expiring | undefined
  #tail: Expiring | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(clock: Clock, duration: Millis, onEmpty: () => void) {
    this.#clock = clock
    this.#duration = duration
    this.#onEmpty = onEmpty
  }

  append(entry: Expiring): void {
    entry.expiresAt = this.#clock.now() + this.#duration
    entry.deadlines = this
    entry.next = undefined
    entry.previous = this.#tail
    if (this.#tail === undefined) this.#head = entry
    else this.#tail.next = entry
    this.#tail = entry
    if (this.#timer === undefined) this.#arm(this.#duration)
  }

  remove(entry: Expiring): void {
    if (entry.previous === undefined) this.#head = entry.next
    else entry.previous.next = entry.next
    if (entry.next === undefined) this.#tail = entry.previous
    else entry.next.previous = entry.previous
    entry.previous = undefined
    entry.next = undefined
    entry.deadlines = undefined
  }

  /** A request has a socket or a look-up that keeps the process alive; its deadline need not. */
  #arm(delay: Millis): void {
    this.#timer = setTimeout(this.#fire, Math.min(delay, MAX_TIMER)).unref()
  }

  readonly #fire = (): void => {
    this.#timer = undefined
    const now = this.#clock.now()
    while (this.#head !== undefined && this.#head.expiresAt <= now) {
      const due = this.#head
      this.remove(due)
      due.expire()
    }
    if (this.#timer !== undefined) return
    if (this.#head === undefined) this.#onEmpty()
    else this.#arm(Math.max(1, this.#head.expiresAt - now))
  }
}
