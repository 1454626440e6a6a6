import { Builtin } from '../../src/engine/metrics/metric.ts'
import { Shard } from '../../src/engine/metrics/shard.ts'
import { NO_TAGS, type TagSetId } from '../../src/engine/metrics/tag-sets.ts'
import type { PoolListener, WorkerPool } from '../../src/engine/workers/pool.ts'
import type { ToWorker, WorkerNews, WorkerState } from '../../src/engine/workers/protocol.ts'

const TICK = 250

export interface FakeLoad {
  /** The scenario whose iterations they begin. */
  readonly scenario: string
  /** Iterations that each of them ends in a tick of 250 ms; each is one request. */
  readonly perTick: number
  /** Names of requests, taken in turn. */
  readonly names: readonly string[]
  /** Of request `index` since the start, in ms. */
  readonly took: (index: number) => number
}

/** One of them: what it counts with, and the tags of its iterations and of its requests by name. */
interface Measuring {
  readonly shard: Shard
  readonly tags: TagSetId
  readonly requestTags: readonly TagSetId[]
}

function measuringIn(shard: Shard, { scenario, names }: FakeLoad): Measuring {
  const { tagSets } = shard
  const tags = tagSets.withAll(NO_TAGS, { scenario })
  const requestTags = names.map((name) => tagSets.withAll(tags, { method: 'GET', name, url: name, status: '200' }))
  return { shard, tags, requestTags }
}

const begun = [Builtin.iterations_due, Builtin.iterations_started, Builtin.iterations, Builtin.iterations_good]

/** A pool of workers that are none: they measure what they are told to, on whatever `setInterval` is now. */
export class FakeWorkers {
  readonly size: number
  readonly #load: FakeLoad
  readonly #measuring: readonly Measuring[]
  #timer: NodeJS.Timeout | undefined
  #ticks = 0
  #index = 0
  listener: PoolListener | undefined

  constructor(size: number, load: FakeLoad) {
    this.size = size
    this.#load = load
    const ticksCount = (scenario: string): boolean => scenario === load.scenario
    this.#measuring = Array.from({ length: size }, (_, worker) =>
      measuringIn(new Shard(worker, 0, { ticksCount }), load),
    )
  }

  get asPool(): WorkerPool {
    return this as unknown as WorkerPool
  }

  /** Requests so far. */
  get requests(): number {
    return this.#index
  }

  /** Whatever they are asked, they are ready. */
  readonly askAll = async (): Promise<readonly unknown[]> => []

  readonly broadcast = ({ type }: ToWorker): void => {
    if (type === 'start') this.#timer = setInterval(() => this.#tick(), TICK)
    if (type === 'stop') this.#finish()
  }

  #tick(): void {
    this.#ticks += 1
    for (const measuring of this.#measuring) this.#measure(measuring)
  }

  #finish(): void {
    clearInterval(this.#timer)
    for (const { shard } of this.#measuring) this.#say(shard.worker, { type: 'finished' })
  }

  #measure(measuring: Measuring): void {
    const { shard } = measuring
    for (let count = 0; count < this.#load.perTick; count += 1) this.#iterate(measuring)
    const now = this.#ticks * TICK
    const tick = shard.tick(now)
    const measured = { delta: shard.drain(now), state: this.#state, samples: undefined }
    this.#say(shard.worker, { type: 'tick', tick, busy: 2, utilisation: 0.2, problems: [], measured })
  }

  #iterate({ shard, tags, requestTags }: Measuring): void {
    const index = this.#index
    this.#index += 1
    const time = this.#load.took(index)
    const request = requestTags[index % requestTags.length] ?? tags
    for (const metric of begun) shard.add(metric, tags, 1)
    for (const metric of [Builtin.iteration_duration, Builtin.iteration_duration_due]) shard.add(metric, tags, time)
    shard.add(Builtin.start_lag, tags, 0.5)
    shard.add(Builtin.http_reqs, request, 1)
    shard.add(Builtin.http_req_failed, request, 0)
    for (const metric of [Builtin.http_req_duration, Builtin.http_req_waiting]) shard.add(metric, request, time)
  }

  get #state(): WorkerState {
    const health = {
      utilisation: 0.2,
      readDelay: 0.1,
      delayP99: 1,
      cpu: 0.2,
      starved: 0,
      gc: 0,
      heapUsed: 1,
      heapLimit: 2,
    }
    return {
      scenarios: [{ scenario: this.#load.scenario, stage: 'running', busy: 2, allocated: 10, active: 10 }],
      vusInitialized: 10,
      health,
      connections: [{ destination: '127.0.0.1:80', open: 10, opened: 10, sources: 1 }],
    }
  }

  #say(worker: number, news: WorkerNews): void {
    this.listener?.onMessage(worker, news)
  }
}
