import { Worker } from 'node:worker_threads'
import { locateStall } from './locate-stall.ts'
import { type FromWorker, isAnswer, type ToWorker, type WorkerAnswer, type WorkerNews } from './protocol.ts'

/** What a thread is told when it is made. */
export interface WorkerData {
  readonly worker: number
  readonly workers: number
}

export interface PoolListener {
  readonly onMessage: (worker: number, message: WorkerNews) => void
  /** The thread died without being asked to. */
  readonly onCrash: (worker: number, error: Error) => void
}

type Expected = WorkerAnswer['type']
type MessageOf<T extends Expected> = Extract<WorkerAnswer, { type: T }>

interface Waiting {
  readonly type: Expected
  readonly resolve: (message: WorkerAnswer) => void
}

/** The worker threads of a run, as main sees them. */
export class WorkerPool {
  readonly size: number
  readonly #workers: readonly Worker[]
  readonly #waiting: Waiting[][]
  #listener: PoolListener
  #isClosing = false
  readonly #ended = new Set<number>()

  constructor(size: number, listener: PoolListener) {
    this.size = size
    this.#listener = listener
    this.#waiting = Array.from({ length: size }, () => [])
    this.#workers = Array.from({ length: size }, (_, worker) => this.#spawn(worker))
  }

  set listener(listener: PoolListener) {
    this.#listener = listener
  }

  send(worker: number, message: ToWorker): void {
    this.#workers[worker]?.postMessage(message)
  }

  broadcast(message: ToWorker): void {
    for (const worker of this.#workers) worker.postMessage(message)
  }

  /** Sends, and waits for the first answer of that type. */
  ask<T extends Expected>(worker: number, message: ToWorker, type: T): Promise<MessageOf<T>> {
    const answer = new Promise<MessageOf<T>>((resolve) => {
      this.#waiting[worker]?.push({ type, resolve: (found) => isOf(found, type) && resolve(found) })
    })
    this.send(worker, message)
    return answer
  }

  async askAll<T extends Expected>(message: ToWorker, type: T): Promise<MessageOf<T>[]> {
    return Promise.all(this.#workers.map((_, worker) => this.ask(worker, message, type)))
  }

  /** Where a worker that does not answer is stuck; it is good for nothing afterwards. */
  locate(worker: number): Promise<string | undefined> {
    return locateStall(threadName(worker))
  }

  /** Ends one worker whatever it is doing. */
  async end(worker: number): Promise<void> {
    this.#ended.add(worker)
    await this.#workers[worker]?.terminate()
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #spawn(worker: number): Worker {
    const workerData: WorkerData = { worker, workers: this.size }
    const thread = new Worker(entryUrl, { workerData, name: threadName(worker) })
    thread.on('message', (message: FromWorker) => this.#receive(worker, message))
    thread.on('error', (error) =>
      this.#listener.onCrash(worker, error instanceof Error ? error : new Error(String(error))),
    )
    thread.on('exit', (code) => {
      if (!this.#isClosing && !this.#ended.has(worker))
        this.#listener.onCrash(worker, new Error(`worker ${worker} ended by itself (exit code ${code})`))
    })
    return thread
  }

  #receive(worker: number, message: FromWorker): void {
    if (!isAnswer(message)) return this.#listener.onMessage(worker, message)
    const waiting = this.#waiting[worker] ?? []
    const index = waiting.findIndex(({ type }) => type === message.type)
    if (index >= 0) waiting.splice(index, 1)[0]?.resolve(message)
  }
}

const isOf = <T extends Expected>(message: WorkerAnswer, type: T): message is MessageOf<T> => message.type === type

const threadName = (worker: number): string => `kneepoint-worker-${worker}.`

/** The thread side sits beside this file: as source when run from source, compiled when compiled. */
const entryUrl = new URL(import.meta.url.endsWith('.ts') ? './entry.ts' : './entry.js', import.meta.url)
