import { UserError } from '../base/errors.ts'
import { ExitCode } from '../base/exit-code.ts'
import type { Millis } from '../base/units.ts'
import type { RunConfig } from './config/run-config.ts'
import { type LifecycleFunction, lifecycleTimeout, timeoutOf, withDeadline } from './workers/lifecycle-timeout.ts'
import type { WorkerPool } from './workers/pool.ts'
import { unpackError } from './workers/portable-error.ts'
import type { PortableError, SummaryFiles, ToWorker, WorkerAnswer } from './workers/protocol.ts'

type AnswerOf<T extends WorkerAnswer['type']> = Extract<WorkerAnswer, { type: T }>
type Answered = 'setup-done' | 'teardown-done' | 'summarized'

/** A worker keeps the time itself, unless the script never lets go of its thread: then it is given up this much later. */
const STUCK_AFTER: Millis = 1000

/** Calls the functions of a script that run once, in the first worker that is still there. */
export class LifecycleCalls {
  readonly #pool: WorkerPool
  readonly #config: RunConfig
  readonly #lost = new Set<number>()
  #pending: { readonly worker: number; readonly reject: (error: Error) => void } | undefined

  constructor(pool: WorkerPool, config: RunConfig) {
    this.#pool = pool
    this.#config = config
  }

  /** The worker is gone: what it was asked is not answered any more. */
  lose(worker: number, error: Error): void {
    this.#lost.add(worker)
    if (this.#pending?.worker === worker) this.#pending.reject(error)
  }

  /** Gives back what setup returned, as JSON. */
  async setup(): Promise<string | undefined> {
    const { setupData } = await this.#ask('setup', { type: 'setup' }, 'setup-done')
    return setupData
  }

  async teardown(setupData: string | undefined): Promise<void> {
    await this.#ask('teardown', { type: 'teardown', setupData }, 'teardown-done')
  }

  /** Undefined: the default summary is wanted. */
  async handleSummary(data: unknown): Promise<SummaryFiles | undefined> {
    const { files } = await this.#ask('handleSummary', { type: 'summarize', data }, 'summarized')
    return files
  }

  async #ask<T extends Answered>(name: LifecycleFunction, message: ToWorker, type: T): Promise<AnswerOf<T>> {
    const worker = Array.from({ length: this.#pool.size }, (_, id) => id).find((id) => !this.#lost.has(id))
    if (worker === undefined) throw noWorkerLeft(name)
    const gone = Promise.withResolvers<never>()
    this.#pending = { worker, reject: gone.reject }
    const timeout = timeoutOf(name, this.#config)
    const answer = await withDeadline(
      Promise.race([this.#pool.ask(worker, message, type), gone.promise]),
      timeout + STUCK_AFTER,
      () => {
        this.#lost.add(worker)
        return lifecycleTimeout(name, timeout)
      },
    )
    throwIfFailed(answer)
    return answer
  }
}

function throwIfFailed({ error }: { readonly error: PortableError | undefined }): void {
  if (error !== undefined) throw unpackError(error)
}

const noWorkerLeft = (name: LifecycleFunction): UserError =>
  new UserError('NO_WORKER_LEFT', `${name}() was not called: no worker is left to run it`, {
    exitCode: ExitCode.Crashed,
  })
