import { BlockingCall, CannotWaitError, take, takeLost, takeMisuse, type Waiter } from '../modules/blocking.ts'
import { readable } from './fiber-error.ts'
import { runsNow } from './fiber-owner.ts'
import { Reaction } from './fiber-reaction.ts'
import { UncaughtRejection } from './uncaught-rejection.ts'
import { SuspendedCall } from './fiber-suspended-call.ts'

/** Some work of a script and who is told of its end. */
interface Task {
  body: () => unknown
  readonly waiter: Waiter
}

export interface FiberSetup {
  /** Says where a function of the script stands, by the number of its place: `'get token' at shop.js:41`. */
  readonly describe: (place: number) => string
  /** The line of a stack trace for a site. */
  readonly frameOf: (site: number) => string | undefined
  /** Whether promises can go on when a function has returned: then the end is told one turn of the event loop later. */
  readonly usesPromises: boolean
}

const nothing = (): undefined => undefined

/**
 * Runs the code of one VU: one piece of work at a time. While a blocking call is unfinished nothing else of the VU runs;
 * callbacks of timers, promises and sockets wait for their turn, as in k6.
 */
export class Fiber implements Waiter {
  readonly #setup: FiberSetup
  readonly #queue: Task[] = []
  #task: Task | undefined
  /** What the task waits for. */
  #call: BlockingCall | undefined
  #isWorking = false
  #isSettling = false
  #outstanding = 0
  #main: Waiter | undefined
  #outcome: { readonly how: keyof Waiter; readonly value: unknown } | undefined
  #spoiled: CannotWaitError | undefined
  #epoch = 0
  /** Where the function stands that was suspended last; set by the script's code. */
  site = -1

  constructor(setup: FiberSetup) {
    this.#setup = setup
  }

  readonly #mainTask: Task = {
    body: nothing,
    waiter: {
      resume: (value) => this.#settle(value),
      fail: (error) => {
        this.#outcome = { how: 'fail', value: error }
      },
    },
  }

  readonly #callbackWaiter: Waiter = { resume: nothing, fail: (error) => void this.abort(error) }

  /** Counts what the script began and did not wait for: timers, requests in flight, sockets. Its end waits for them. */
  readonly outstanding: { readonly begin: () => void; readonly end: () => void } = {
    begin: () => {
      this.#outstanding += 1
    },
    end: () => {
      this.#outstanding -= 1
      this.#work()
    },
  }

  /** Work of an earlier epoch was cancelled: its callbacks must not run any more. */
  get epoch(): number {
    return this.#epoch
  }

  /** Whether code of the script is running, or waits in a blocking call. */
  get hasTask(): boolean {
    return this.#task !== undefined
  }

  /** The line of a stack trace for a site. */
  get frameOf(): FiberSetup['frameOf'] {
    return this.#setup.frameOf
  }

  /** Runs init code, in which nothing can wait. */
  initialize<T>(body: () => T): T {
    runsNow(this)
    this.#task = this.#mainTask
    forgetOthers()
    try {
      const result = body()
      this.refuseIfSpoiled()
      return result
    } finally {
      this.#task = undefined
    }
  }

  /**
   * Runs an iteration, or any other function of the script. If the result is a promise its outcome is waited for. The waiter
   * is told when it is done, no callback is running or has its turn, and nothing is outstanding.
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

  /** Makes the iteration fail now, whatever it is doing. Whether there was one. */
  abort(error: unknown): boolean {
    const waiter = this.#main
    this.cancel()
    waiter?.fail(error)
    return waiter !== undefined
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

  /** A built-in or a module called a function of the script past the fiber, and could not take its unfinished call. */
  refuseOutside(call: SuspendedCall): CannotWaitError {
    const error = explain(call, `what called ${this.#setup.describe(call.place)}`)
    this.abort(error)
    return error
  }

  /** Throws if the script used an unfinished call as if it were its result, or dropped one. */
  refuseIfSpoiled(): void {
    const error = this.#noticeMisuse()
    if (error !== undefined) throw error
  }

  #noticeMisuse(): CannotWaitError | undefined {
    const error = takeMisuse()
    const lost = takeLost()
    if (lost instanceof SuspendedCall) this.spoil(explain(lost, `what called ${this.#setup.describe(lost.place)}`))
    else if (error !== undefined) this.spoil(error)
    else if (lost !== undefined) this.spoil(explain(lost, 'the place that calls it'))
    return this.#spoiled
  }

  #add(task: Task): void {
    this.#queue.push(task)
    this.#work()
  }

  /** Whoever is told of the end may begin the next work at once: that is done here, too, so that the stack does not grow. */
  #work(): void {
    if (this.#isWorking) return
    this.#isWorking = true
    while (this.#task === undefined) {
      const next = this.#queue.shift()
      if (next !== undefined) this.#begin(next)
      else if (!this.#settleDown()) break
    }
    this.#isWorking = false
  }

  #begin(task: Task): void {
    runsNow(this)
    this.#task = task
    forgetOthers()
    let result: unknown
    try {
      result = task.body()
    } catch (error) {
      this.#end('fail', error)
      return
    }
    if (!(result instanceof BlockingCall)) this.#end('resume', result)
    else if (this.#task === task) this.#wait(take(result))
  }

  #wait(call: BlockingCall): void {
    this.#call = call
    try {
      this.refuseIfSpoiled()
      call.start(this)
    } catch (error) {
      this.#end('fail', error)
    }
  }

  #end(how: keyof Waiter, value: unknown): void {
    const task = this.#task
    if (task === undefined) return
    this.#task = undefined
    this.#call = undefined
    const error = this.#noticeMisuse()
    if (error === undefined) task.waiter[how](how === 'fail' ? readable(value) : value)
    else this.abort(error)
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
      (error: unknown) => settle('fail', new UncaughtRejection(error)),
    )
  }

  /** Nothing has its turn. Whether the end of the work was told. */
  #settleDown(): boolean {
    if (!this.#setup.usesPromises) return this.#report()
    if (this.#isSettling) return false
    // Reactions of promises, and what is thrown in them, come first.
    this.#isSettling = true
    setImmediate(() => {
      this.#isSettling = false
      if (this.#task === undefined && this.#report()) this.#work()
    })
    return false
  }

  #report(): boolean {
    const outcome = this.#outcome
    const waiter = this.#main
    if (outcome === undefined || waiter === undefined) return false
    if (outcome.how === 'resume' && this.#outstanding > 0) return false
    // What a failed iteration left behind must not go on in the next one.
    if (outcome.how === 'fail') this.cancel()
    this.#outcome = undefined
    this.#main = undefined
    waiter[outcome.how](outcome.value)
    return true
  }
}

/** What was made or misused before has nothing to do with the work that begins. */
function forgetOthers(): void {
  takeMisuse()
  takeLost()
}

const explain = ({ callName }: BlockingCall, place: string): CannotWaitError =>
  new CannotWaitError(`${callName} blocks, but ${place} cannot wait`)
