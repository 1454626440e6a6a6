import { BlockingCall, CannotWaitError, take, takeLost, takeMisuse, type Waiter } from '../modules/blocking.ts'
import { SuspendedCall } from './fiber-suspended-call.ts'

/** Some work of a script and who is told of its end. */
interface Task {
  body: () => unknown
  readonly waiter: Waiter
}

/** Says where a function of the script stands: `'get token' at shop.js:41`. */
export type DescribePlace = (place: number) => string

const idle = (): unknown => undefined

/**
 * Runs the code of one VU: one piece of work at a time. While a blocking call is unfinished nothing else of the VU runs;
 * callbacks of timers, promises and sockets wait for their turn, as in k6.
 */
export class Fiber implements Waiter {
  readonly #describe: DescribePlace
  readonly #queue: Task[] = []
  #task: Task | undefined
  /** What the task waits for. */
  #call: BlockingCall | undefined
  #isWorking = false
  #main: Waiter | undefined
  #outcome: { readonly how: keyof Waiter; readonly value: unknown } | undefined
  #spoiled: CannotWaitError | undefined
  #epoch = 0

  constructor(describe: DescribePlace) {
    this.#describe = describe
  }

  readonly #mainTask: Task = {
    body: idle,
    waiter: {
      resume: (value) => this.#settle(value),
      fail: (error) => {
        this.#outcome = { how: 'fail', value: error }
      },
    },
  }

  readonly #callbackWaiter: Waiter = { resume: idle, fail: (error) => this.abort(error) }

  /** Work of an earlier epoch was cancelled: its callbacks must not run any more. */
  get epoch(): number {
    return this.#epoch
  }

  /**
   * Runs an iteration, or any other function of the script. If the result is a promise its outcome is waited for. The waiter
   * is told when it is done and no callback is running or has its turn; timers and requests in flight are not waited for.
   */
  run(body: () => unknown, waiter: Waiter): void {
    this.#spoiled = undefined
    this.#main = waiter
    this.#mainTask.body = body
    this.#add(this.#mainTask)
  }

  /** Runs a callback as soon as nothing else of the VU runs. An exception in it ends the iteration, as in k6. */
  post(body: () => unknown): void {
    this.#add({ body, waiter: this.#callbackWaiter })
  }

  /** Runs the reaction of a promise, at once if it can. One that has to wait answers with a promise. */
  react(body: () => unknown): unknown {
    const reaction = new Reaction()
    this.#add({ body, waiter: reaction })
    return reaction.answer()
  }

  /** Ends everything without an answer: the iteration was interrupted. */
  cancel(): void {
    this.#epoch += 1
    this.#queue.length = 0
    this.#main = undefined
    this.#outcome = undefined
    this.#task = undefined
    const call = this.#call
    this.#call = undefined
    call?.cancel()
  }

  /** Makes the iteration fail now, whatever it is doing. */
  abort(error: unknown): void {
    const waiter = this.#main
    this.cancel()
    waiter?.fail(error)
  }

  readonly resume = (value: unknown): void => {
    this.#end('resume', value)
    this.#work()
  }

  readonly fail = (error: unknown): void => {
    this.#end('fail', error)
    this.#work()
  }

  /** After a call in a place that cannot wait no other is begun, even if the script caught the error. */
  spoil(error: CannotWaitError): CannotWaitError {
    this.#spoiled ??= error
    return this.#spoiled
  }

  /** Throws if the script used an unfinished call as if it were its result, or dropped one. */
  refuseIfSpoiled(): void {
    const error = this.#noticeMisuse()
    if (error !== undefined) throw error
  }

  #noticeMisuse(): CannotWaitError | undefined {
    const error = takeMisuse()
    const lost = takeLost()
    if (error !== undefined) this.spoil(error)
    else if (lost !== undefined) this.spoil(this.#explain(lost))
    return this.#spoiled
  }

  #explain(lost: BlockingCall): CannotWaitError {
    const caller =
      lost instanceof SuspendedCall ? `what called ${this.#describe(lost.place)}` : 'the place that calls it'
    return new CannotWaitError(`${lost.callName} blocks, but ${caller} cannot wait`)
  }

  #add(task: Task): void {
    this.#queue.push(task)
    this.#work()
  }

  #work(): void {
    if (this.#isWorking) return
    this.#isWorking = true
    while (this.#task === undefined) {
      const next = this.#queue.shift()
      if (next === undefined) break
      this.#begin(next)
    }
    this.#isWorking = false
    if (this.#task === undefined) this.#report()
  }

  #begin(task: Task): void {
    this.#task = task
    takeMisuse()
    takeLost()
    try {
      const result = task.body()
      if (!(result instanceof BlockingCall)) this.#end('resume', result)
      else if (this.#task === task) this.#wait(result)
    } catch (error) {
      this.#end('fail', error)
    }
  }

  #wait(call: BlockingCall): void {
    this.#call = take(call)
    this.refuseIfSpoiled()
    call.start(this)
  }

  #end(how: keyof Waiter, value: unknown): void {
    const task = this.#task
    if (task === undefined) return
    this.#task = undefined
    this.#call = undefined
    const error = this.#noticeMisuse()
    if (error === undefined) task.waiter[how](value)
    else task.waiter.fail(error)
  }

  #settle(value: unknown): void {
    if (!(value instanceof Promise)) {
      this.#outcome = { how: 'resume', value }
      return
    }
    const epoch = this.#epoch
    const settle = (how: keyof Waiter, value: unknown): void => {
      if (this.#epoch !== epoch) return
      this.#outcome = { how, value }
      this.#work()
    }
    value.then(
      (value: unknown) => settle('resume', value),
      (error: unknown) => settle('fail', error),
    )
  }

  #report(): void {
    const outcome = this.#outcome
    const waiter = this.#main
    if (outcome === undefined || waiter === undefined) return
    this.#outcome = undefined
    this.#main = undefined
    waiter[outcome.how](outcome.value)
  }
}

/** What a promise is told of its reaction. */
class Reaction implements Waiter {
  #outcome: { readonly how: keyof Waiter; readonly value: unknown } | undefined
  #settle: ((how: keyof Waiter, value: unknown) => void) | undefined

  readonly resume = (value: unknown): void => this.#finish('resume', value)
  readonly fail = (error: unknown): void => this.#finish('fail', error)

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
