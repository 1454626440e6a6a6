import { createStore, type Store, type WritableStore } from '../base/store.ts'
import type { Millis, Share } from '../base/units.ts'
import type { Tick, TickFailures } from './api.ts'
import type { RunConfig } from './config/run-config.ts'
import { toldByTicks } from './config/scenario.ts'
import { KeptLoads } from './control/kept-loads.ts'
import type { LoadControl } from './control/load-control.ts'
import { type Histogram, middleOf } from './metrics/histogram.ts'
import { type ClosedTick, TickBook } from './metrics/tick-book.ts'
import { latencyOf } from './window-series.ts'
import type { TickNews } from './workers/protocol.ts'

/** Ticks kept: a minute. Who needs more keeps it. */
const MOST_TICKS = 240

const noFailures: TickFailures = { refused: 0, timedOut: 0, starved: 0 }

/** By k6's error codes. */
const failureKinds: Readonly<Record<number, keyof TickFailures>> = {
  1050: 'timedOut',
  1211: 'timedOut',
  1212: 'refused',
  1213: 'starved',
}

/** The run in ticks of 250 ms, for whoever steers by it. */
export class RunTicks {
  readonly #book: TickBook
  readonly #control: LoadControl
  readonly #loads: KeptLoads
  readonly #slowFrom: Millis | undefined
  readonly #ticks: WritableStore<readonly Tick[]> = createStore<readonly Tick[]>([])
  readonly #utilisation = new Map<number, Share>()
  #failures: TickFailures = noFailures

  constructor({ threads, scenarios }: RunConfig, control: LoadControl, slowFrom: Millis | undefined) {
    this.#book = new TickBook(Array.from({ length: threads }, (_, id) => id))
    this.#control = control
    this.#loads = new KeptLoads(toldByTicks(scenarios), control)
    this.#slowFrom = slowFrom
  }

  get ticks(): Store<readonly Tick[]> {
    return this.#ticks
  }

  apply({ tick, busy, utilisation, problems }: Omit<TickNews, 'type' | 'measured'>): void {
    this.#utilisation.set(tick.worker, utilisation)
    for (const { code, count } of problems) this.#count(code, count)
    this.#book.apply(tick, busy)
    this.#publish(this.#book.close(tick.to))
  }

  retire(worker: number): void {
    this.#utilisation.delete(worker)
    this.#book.retire(worker)
  }

  #count(code: number, count: number): void {
    const kind = failureKinds[code]
    if (kind !== undefined) this.#failures = { ...this.#failures, [kind]: this.#failures[kind] + count }
  }

  #publish(closed: readonly ClosedTick[]): void {
    if (closed.length === 0) return
    this.#ticks.set([...this.#ticks.get(), ...closed.map((tick) => this.#view(tick))].slice(-MOST_TICKS))
  }

  #view(tick: ClosedTick): Tick {
    const { from, to, count, trend, inFlight } = tick
    const iterations = trend('iteration_duration')
    const responses = trend('http_req_duration')
    const failures = this.#failures
    this.#failures = noFailures
    return {
      from,
      to,
      load: this.#loads.at(to - 1),
      started: count('iterations_started'),
      good: count('iterations_good'),
      failed: count('iterations') - count('iterations_good') + count('iterations_interrupted'),
      dropped: count('dropped_iterations'),
      failures,
      inFlight,
      iteration: latencyOf(iterations),
      iterationTime: iterations.sum,
      iterationSquares: squaresOf(iterations),
      response: latencyOf(responses),
      slow: this.#slowFrom === undefined ? undefined : countFrom(responses, this.#slowFrom),
      startLagP99: trend('start_lag').quantile(0.99),
      utilisation: Math.max(0, ...this.#utilisation.values()),
      pausedFor: this.#control.pausedBy(to) - this.#control.pausedBy(from),
    }
  }
}

/** How many values are `limit` or more, as well as the histogram's cells can tell. */
function countFrom(histogram: Histogram, limit: number): number {
  let count = 0
  histogram.forEachCell((cell, inCell) => {
    if (middleOf(cell) >= limit) count += inCell
  })
  return count
}

function squaresOf(histogram: Histogram): number {
  let sum = 0
  histogram.forEachCell((cell, count) => (sum += count * middleOf(cell) ** 2))
  return sum
}
