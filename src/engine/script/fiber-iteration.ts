import { BlockingCall } from '../modules/blocking.ts'
import type { Resumable } from '../modules/steps-call.ts'
import { advance } from './fiber-suspended-call.ts'
import type { Fiber } from './fiber.ts'

/** What a generator of the script yields to whoever takes its items, unlike an unfinished call. */
export class Given {
  readonly value: unknown

  constructor(value: unknown) {
    this.value = value
  }
}

/** A generator of the script that may block: then the VU waits, not who takes its items. */
export class BlockingGenerator extends Iterator<unknown, unknown, unknown> {
  readonly #fiber: Fiber
  readonly #steps: Generator<unknown, unknown, unknown>
  readonly #place: number

  constructor(fiber: Fiber, steps: Generator<unknown, unknown, unknown>, place: number) {
    super()
    this.#fiber = fiber
    this.#steps = steps
    this.#place = place
  }

  override next(value?: unknown): IteratorResult<unknown, unknown> {
    return this.#advance(() => this.#steps.next(value))
  }

  override return(value?: unknown): IteratorResult<unknown, unknown> {
    return this.#advance(() => this.#steps.return(value))
  }

  override throw(error?: unknown): IteratorResult<unknown, unknown> {
    return this.#advance(() => this.#steps.throw(error))
  }

  override get [Symbol.toStringTag](): string {
    return 'Generator'
  }

  /** An item, or an unfinished call for it: whoever calls knows how to wait for that. */
  #advance(first: () => IteratorResult<unknown, unknown>): IteratorResult<unknown, unknown> {
    const steps: Resumable = {
      next: (value) => itemOf(this.#steps.next(value)),
      throw: (error) => itemOf(this.#steps.throw(error)),
    }
    return advance(this.#fiber, steps, () => itemOf(first()), this.#place) as IteratorResult<unknown, unknown>
  }
}

function itemOf(result: IteratorResult<unknown, unknown>): IteratorResult<unknown, unknown> {
  if (result.done === true) return { done: true, value: result }
  return result.value instanceof Given ? { done: true, value: { value: result.value.value, done: false } } : result
}

/** `yield*` in a generator of the script that may block. */
export function* delegate(items: Iterable<unknown>): Generator<unknown, unknown, unknown> {
  const iterator = items[Symbol.iterator]()
  let next: unknown = iterator.next()
  for (;;) {
    const item = (next instanceof BlockingCall ? yield next : next) as IteratorResult<unknown>
    if (item.done === true) return item.value
    next = yield* giveFor(iterator, item.value)
  }
}

/** Gives an item; hands on to its iterator whether it is asked for the next, thrown into or left. */
function* giveFor(iterator: Iterator<unknown>, value: unknown): Generator<unknown, unknown, unknown> {
  let isLeft = true
  let sent: unknown
  try {
    sent = yield new Given(value)
    isLeft = false
  } catch (error) {
    isLeft = false
    if (iterator.throw === undefined) throw error
    return iterator.throw(error)
  } finally {
    if (isLeft) iterator.return?.()
  }
  return iterator.next(sent)
}

/** All items as an array, for spreading. */
export function* collect(items: Iterable<unknown>): Generator<unknown, unknown[], unknown> {
  const iterator = items[Symbol.iterator]()
  const all: unknown[] = []
  for (;;) {
    const next: unknown = iterator.next()
    const item = (next instanceof BlockingCall ? yield next : next) as IteratorResult<unknown>
    if (item.done === true) return all
    all.push(item.value)
  }
}

/** The iterator of a loop written anew: its items are what `next()` of the real one gave, be it an unfinished call. */
export class LoopItems implements IterableIterator<unknown> {
  readonly #iterator: Iterator<unknown> | AsyncIterator<unknown>
  #isOver = false

  constructor(iterator: Iterator<unknown> | AsyncIterator<unknown>) {
    this.#iterator = iterator
  }

  [Symbol.iterator](): this {
    return this
  }

  next(): IteratorResult<unknown> {
    try {
      return { done: false, value: this.#iterator.next() }
    } catch (error) {
      this.#isOver = true
      throw error
    }
  }

  /** The loop is left before its end. */
  return(): IteratorResult<unknown> {
    if (!this.#isOver) void this.#iterator.return?.()
    return { done: true, value: undefined }
  }

  /** Whether the real iterator is at its end. */
  isOver(result: unknown): boolean {
    if (typeof result !== 'object' || result === null)
      throw new TypeError(`Iterator result ${String(result)} is not an object`)
    this.#isOver = Reflect.get(result, 'done') === true
    return this.#isOver
  }
}

/** The iterator of `for await`. */
export function asyncIteratorOf(items: AsyncIterable<unknown> | Iterable<unknown>): AsyncIterator<unknown> {
  if (Symbol.asyncIterator in items) return items[Symbol.asyncIterator]()
  const iterator = items[Symbol.iterator]()
  return {
    next: async () => {
      const { done, value } = iterator.next()
      return { done: done === true, value: await value } as IteratorResult<unknown>
    },
    return: async () => {
      iterator.return?.()
      return { done: true, value: undefined }
    },
  }
}
