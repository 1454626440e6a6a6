import { whyStuck } from './stuck-worker.ts'
import { Heartbeats } from './workers/heartbeats.ts'
import type { WorkerPool } from './workers/pool.ts'
import type { PortableScript } from './workers/protocol.ts'
import { beatsIn } from './workers/shared-counters.ts'

interface CrewSetup {
  readonly pool: WorkerPool
  readonly script: PortableScript | undefined
  /** Of `SharedCounters`. */
  readonly counters: SharedArrayBuffer
}

/** The workers of a run while its scenarios last: who is still at it, and who fell silent. */
export class RunCrew {
  readonly #pool: WorkerPool
  readonly #script: PortableScript | undefined
  readonly #onLost: (worker: number, error: Error) => void
  readonly #heartbeats: Heartbeats
  readonly #retired = new Set<number>()
  readonly #allRetired = Promise.withResolvers<void>()

  /** `onLost` is told of a worker that has stopped answering: why, once it is ended. */
  constructor({ pool, script, counters }: CrewSetup, onLost: (worker: number, error: Error) => void) {
    this.#pool = pool
    this.#script = script
    this.#heartbeats = new Heartbeats(beatsIn(counters))
    this.#onLost = onLost
  }

  /** Nobody is at it any more. */
  get done(): Promise<void> {
    return this.#allRetired.promise
  }

  hasRetired(worker: number): boolean {
    return this.#retired.has(worker)
  }

  heard(worker: number): void {
    this.#heartbeats.heard(worker)
  }

  retire(worker: number): void {
    this.#heartbeats.dismiss(worker)
    this.#retired.add(worker)
    if (this.#retired.size === this.#pool.size) this.#allRetired.resolve()
  }

  /** To be called every 250 ms: gives up those that have said nothing for too long. */
  tick(): void {
    for (const worker of this.#heartbeats.tick()) void this.#giveUp(worker)
  }

  /** A worker that says nothing any more is stuck in the script: finds out where, and goes on without it. */
  async #giveUp(worker: number): Promise<void> {
    this.#heartbeats.dismiss(worker)
    const reason = await whyStuck(this.#pool, this.#script, worker)
    await this.#pool.end(worker)
    this.#onLost(worker, reason)
  }
}
