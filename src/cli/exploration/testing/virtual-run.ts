import type { Observation } from '../../../analysis/observation.ts'
import { VirtualLoad, type VirtualArrivals } from '../../../analysis/testing/virtual-load.ts'
import { createStore, type Store, type WritableStore } from '../../../base/store.ts'
import type { Actor, Answer, Command, RunHandle, RunSnapshot, Tick } from '../../../engine/api.ts'
import { configureModel } from '../../../targets/models.ts'
import type { GivenParams } from '../../../targets/options.ts'
import { FakeRun } from '../../../ui/testing/fake-run.ts'
import type { ExploredRun } from '../exploration-desk.ts'

interface Sent {
  readonly command: Command
  readonly by: Actor
  readonly because: string | undefined
}

/** A run with one scenario, `explore`, over a simulated target in virtual time. */
export class VirtualRun implements ExploredRun {
  readonly snapshots: Store<RunSnapshot>
  readonly ticks: WritableStore<readonly Tick[]> = createStore<readonly Tick[]>([])
  readonly sent: Sent[] = []
  /** Answers this instead of obeying, while it is set. */
  refusal: string | undefined
  readonly #fake: FakeRun
  readonly #load: VirtualLoad

  constructor(target: string, params: GivenParams = {}, arrivals: VirtualArrivals = { kind: 'even' }) {
    const model = arrivals.kind === 'users' ? 'closed' : 'open'
    this.#fake = new FakeRun({ scenarios: [{ name: 'explore', model, load: model === 'open' ? 20 : 1 }] })
    this.#fake.patchScenario('explore', { vusMax: 2000 })
    this.snapshots = this.#fake.snapshots
    this.#load = new VirtualLoad({
      model: configureModel(target, params),
      arrivals,
      seed: 1,
      tick: 250,
      maxInFlight: 2000,
      clientTimeout: 60_000,
    })
    this.#load.setLoad(model === 'open' ? 20 : 1)
  }

  /** s. */
  get elapsed(): number {
    return this.#load.now / 1000
  }

  get load(): number {
    return this.snapshots.get().scenarios[0]?.load ?? 0
  }

  get loadsByExplorer(): number[] {
    return this.sent.flatMap(({ command, by }) =>
      by === 'explorer' && command.type === 'set-rate' ? [command.rate] : [],
    )
  }

  readonly send: RunHandle['send'] = (command, by, because): Answer => {
    this.sent.push({ command, by, because })
    if (this.refusal !== undefined) return { accepted: false, said: this.refusal }
    if (command.type === 'set-rate') this.#load.setLoad(command.rate)
    if (command.type === 'set-vus') this.#load.setLoad(command.vus)
    return this.#fake.send(command, by)
  }

  pass(seconds: number): void {
    for (let tick = 0; tick < seconds * 4; tick += 1) {
      this.ticks.set([...this.ticks.get(), tickOf(this.#load.observe())].slice(-240))
    }
  }

  /** Until it is so; at most ten minutes. */
  passUntil(isSo: () => boolean): void {
    while (!isSo() && this.elapsed < 600) this.pass(0.25)
  }
}

const tickOf = ({
  load,
  p50,
  p95,
  from,
  to,
  started,
  good,
  failed,
  dropped,
  inFlight,
  iterationTime,
  iterationSquares,
}: Observation): Tick => {
  const latency = { count: good + failed, p50, p95, p99: p95 }
  return {
    from,
    to,
    load: { explore: load },
    started,
    good,
    failed,
    dropped,
    failures: { refused: 0, timedOut: 0, starved: 0 },
    inFlight,
    iteration: latency,
    iterationTime: iterationTime ?? 0,
    iterationSquares: iterationSquares ?? 0,
    response: latency,
    slow: undefined,
    startLagP99: 1,
    utilisation: 0.1,
    pausedFor: 0,
  }
}
