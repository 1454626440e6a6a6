import type { RunConfig } from '../config/run-config.ts'
import type { WorkerData } from './pool.ts'
import type { FromWorker, PortableScript, ToWorker } from './protocol.ts'
import { requestBody } from './request-body.ts'
import { SharedCounters } from './shared-counters.ts'
import type { IterationBody, VirtualUser } from './virtual-user.ts'
import { WorkerRuntime } from './worker-runtime.ts'

type Post = (message: FromWorker, transfer?: readonly ArrayBuffer[]) => void

/** What one worker thread does with each message. */
export class WorkerThread {
  readonly #place: WorkerData
  readonly #post: Post
  #runtime: WorkerRuntime | undefined

  constructor(place: WorkerData, post: Post) {
    this.#place = place
    this.#post = post
  }

  async receive(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'load':
        return this.#load(message.path)
      case 'prepare':
        return this.#prepare(message.config, message.script, message.counters)
      case 'setup':
        return this.#post({ type: 'setup-done', setupData: undefined })
      case 'start':
        return this.#started().start(message.zero)
      case 'change':
        return this.#started().change(message.scenario, message.change, message.at)
      case 'stop':
        return this.#started().stop(message.graceful)
      case 'teardown':
        return this.#post({ type: 'teardown-done' })
      case 'summarize':
        return this.#post({ type: 'summarized', files: undefined })
    }
  }

  async #load(path: string): Promise<void> {
    throw new Error(`scripts: ${path}`)
  }

  async #prepare(config: RunConfig, script: PortableScript | undefined, memory: SharedArrayBuffer): Promise<void> {
    const counters = new SharedCounters(
      memory,
      config.scenarios.map(({ name }) => name),
    )
    this.#runtime = new WorkerRuntime({
      place: this.#place,
      config,
      counters,
      scriptDir: process.cwd(),
      makeBody: (vu) => this.#bodyOf(vu, config, script),
      post: this.#post,
    })
    this.#runtime.prepare()
    this.#post({ type: 'prepared' })
  }

  #bodyOf(vu: VirtualUser, { work }: RunConfig, _script: PortableScript | undefined): IterationBody {
    if (work.kind === 'request') return requestBody(vu, work.request)
    throw new Error('scripts')
  }

  #started(): WorkerRuntime {
    if (this.#runtime === undefined) throw new Error('a worker was told to run before it was prepared')
    return this.#runtime
  }
}
