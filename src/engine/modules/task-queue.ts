import { BlockingCall } from './blocking.ts'
import type { Vu } from './vu.ts'

interface Task {
  readonly run: () => unknown
  /** Called once the task and every promise that it settled are through. */
  readonly done: () => void
}

const nothing = (): void => {}

/**
 * What a VU has to do besides its main flow: callbacks of timers and sockets, promises to settle. One task at a time, as in
 * a browser; none while the main flow or another task waits in a blocking call, because to the script that call is one
 * step. Between two tasks all promise reactions run.
 */
export class TaskQueue {
  /** Told what a task threw: the iteration has failed. Set by whoever drives the VU's fibers. */
  onError: (error: unknown) => void
  #tasks: Task[] = []
  #current: BlockingCall | undefined
  #isBusy = false
  #holds = 0
  /** Counts iterations: what is left of an earlier one must not touch this one. */
  #epoch = 0
  #isWatched = false
  readonly #vu: Vu

  constructor(vu: Vu) {
    this.#vu = vu
    this.onError = (error) => vu.worker.log('error', String(error), 'engine')
  }

  /** Runs at once if nothing stands against it. The task may return an unfinished call. */
  add(run: () => unknown, done: () => void = nothing): void {
    this.#watch()
    this.#tasks.push({ run, done })
    this.#next()
  }

  /** The main flow waits in a blocking call: no task runs until the answer is called. */
  hold(): () => void {
    this.#watch()
    const epoch = this.#epoch
    this.#holds += 1
    return () => {
      if (epoch !== this.#epoch) return
      this.#holds -= 1
      this.#next()
    }
  }

  #watch(): void {
    if (this.#isWatched) return
    this.#isWatched = true
    this.#vu.onIterationEnd(() => this.#clear())
  }

  #next(): void {
    if (this.#isBusy || this.#holds > 0) return
    const task = this.#tasks.shift()
    if (task === undefined) return
    this.#isBusy = true
    try {
      const result = task.run()
      if (result instanceof BlockingCall) this.#waitFor(result, task)
      else this.#settle(task)
    } catch (error) {
      this.#settle(task)
      this.onError(error)
    }
  }

  #waitFor(call: BlockingCall, task: Task): void {
    this.#current = call
    call.start({
      resume: () => this.#settle(task),
      fail: (error) => {
        this.#settle(task)
        this.onError(error)
      },
    })
  }

  #settle({ done }: Task): void {
    const epoch = this.#epoch
    this.#current = undefined
    // A turn of the event loop later all promise reactions of the task have run.
    setImmediate(() => {
      if (epoch !== this.#epoch) return
      this.#isBusy = false
      done()
      this.#next()
    })
  }

  #clear(): void {
    this.#epoch += 1
    this.#isWatched = false
    this.#isBusy = false
    this.#holds = 0
    this.#tasks = []
    this.#current?.cancel()
    this.#current = undefined
  }
}

const queues = new WeakMap<Vu, TaskQueue>()

export function tasksOf(vu: Vu): TaskQueue {
  const known = queues.get(vu)
  if (known !== undefined) return known
  const queue = new TaskQueue(vu)
  queues.set(vu, queue)
  return queue
}
