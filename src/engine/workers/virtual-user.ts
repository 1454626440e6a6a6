import { type Rng, seededRng } from '../../base/rng.ts'
import { Builtin } from '../metrics/metric.ts'
import { VuMetadata } from '../metrics/metadata.ts'
import type { TagSetId } from '../metrics/tag-sets.ts'
import type { Waiter } from '../modules/blocking.ts'
import type { Outstanding, ScenarioContext, Vu, VuStage, WorkerContext } from '../modules/vu.ts'

/** What a VU can be made to do: a function of its script, or one request. */
export interface VuBody {
  /** Exactly one of the waiter's two is called, unless cancelled. */
  readonly run: (exec: string, waiter: Waiter) => void
  /** Runs a callback of the script (timer, socket, promise) when nothing else of the VU runs. */
  readonly post: (callback: () => unknown) => void
  readonly cancel: () => void
  /** Counts what the script began and does not wait for; `run` is over only when none of it is left. */
  readonly outstanding: Outstanding
}

export interface VuIds {
  readonly idInInstance: number
  readonly idInTest: number
}

/**
 * One virtual user: the state its modules see, and the running of one piece of work after the other. A piece of work is over
 * when its body says so: its function is done and nothing that it began (timers, asyncRequests, sockets) is outstanding.
 */
export abstract class VirtualUser implements Vu, Waiter {
  readonly worker: WorkerContext
  readonly idInInstance: number
  readonly idInTest: number
  rng: Rng = Math.random
  stage: VuStage = 'init'
  iterationInInstance = -1
  iterationInScenario = -1
  scenarioIterationInInstance = -1
  iterationInTest = -1
  scenario: ScenarioContext | undefined
  tags: TagSetId = 0
  readonly metadata: VuMetadata = new VuMetadata()
  groupPath = ''
  sawFailure = false
  readonly outstanding: Outstanding

  protected threw = false
  /** What the function returned, or threw. */
  protected outcome: unknown
  #body: VuBody | undefined
  #cleanups: (() => void)[] = []
  #isWorking = false
  /** What init code began: there is no body then. */
  #begunEarly = 0

  constructor(worker: WorkerContext, { idInInstance, idInTest }: VuIds) {
    this.worker = worker
    this.idInInstance = idInInstance
    this.idInTest = idInTest
    this.outstanding = {
      begin: () => {
        if (this.#body === undefined) this.#begunEarly += 1
        else this.#body.outstanding.begin()
      },
      end: () => {
        if (this.#body === undefined) this.#begunEarly -= 1
        else this.#body.outstanding.end()
      },
    }
  }

  /** All of a piece of work is over; `outcome` and `threw` say how. */
  protected abstract workEnded(): void

  set body(body: VuBody) {
    this.#body = body
    for (; this.#begunEarly > 0; this.#begunEarly -= 1) body.outstanding.begin()
  }

  get isWorking(): boolean {
    return this.#isWorking
  }

  seed(seed: number): void {
    this.rng = seededRng(seed)
  }

  onIterationEnd(cleanup: () => void): void {
    this.#cleanups.push(cleanup)
  }

  giveUp(error: unknown): void {
    this.#body?.cancel()
    this.fail(error)
  }

  post(callback: () => unknown): void {
    this.#body?.post(callback)
  }

  resume(value: unknown): void {
    this.#returned(value)
  }

  fail(error: unknown): void {
    this.threw = true
    this.#returned(error)
  }

  /** k6 has these metrics also of work that sends nothing. */
  protected countTraffic(): void {
    const { shard } = this.worker
    shard.add(Builtin.data_sent, this.tags, 0, this.metadata.current)
    shard.add(Builtin.data_received, this.tags, 0, this.metadata.current)
  }

  /** `groupPath`: the group that the function is in. */
  protected beginWork(exec: string, groupPath: string = ''): void {
    if (this.#body === undefined) throw new Error('a VU was started before it had anything to do')
    this.#isWorking = true
    this.threw = false
    this.sawFailure = false
    this.groupPath = groupPath
    this.#body.run(exec, this)
  }

  /** Leaves nothing of the work behind. */
  protected endWork(): void {
    this.#isWorking = false
    this.outcome = undefined
    const cleanups = this.#cleanups
    if (cleanups.length === 0) return
    this.#cleanups = []
    for (const cleanup of cleanups.toReversed()) cleanup()
  }

  protected cancelWork(): void {
    this.#body?.cancel()
    this.endWork()
  }

  #returned(outcome: unknown): void {
    if (!this.#isWorking) return
    this.outcome = outcome
    this.workEnded()
  }
}
