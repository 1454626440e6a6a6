import { createStore, type Store, type WritableStore } from '../base/store.ts'
import type { Millis, Share } from '../base/units.ts'
import type { Tick, TickFailures } from './api.ts'
import type { RunConfig } from './config/run-config.ts'
import { modelOf } from './config/scenario.ts'
import type { LoadControl } from './control/load-control.ts'
import type { MetricDelta } from './metrics/delta.ts'
import { type Histogram, middleOf } from './metrics/histogram.ts'
import { type ClosedTick, TickBook } from './metrics/tick-book.ts'
import { latencyOf } from './window-series.ts'
import type { WorkerState } from './workers/protocol.ts'

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

/**
 * The run in ticks of 250 ms, for whoever steers by it: of its open scenarios together, or of its closed ones where none is open,
 * as the two kinds of load do not add up.
 */
export class RunTicks {
  readonly #book: TickBook
  readonly #control: LoadControl
  readonly #counted: ReadonlySet<string>
  readonly #slowFrom: Millis | undefined
  readonly #ticks: WritableStore<readonly Tick[]> = createStore<readonly Tick[]>([])
  readonly #utilisation = new Map<number, Share>()
  #failures: TickFailures = noFailures

  constructor({ threads, scenarios }: RunConfig, control: LoadControl, slowFrom: Millis | undefined) {
    const open = scenarios.filter(({ executor }) => modelOf(executor) === 'open')
    const counted = new Set((open.length > 0 ? open : scenarios).map(({ name }) => name))
    this.#counted = counted
    this.#book = new TickBook(
      Array.from({ length: threads }, (_, id) => id),
      (scenario) => counted.has(scenario),
    )
    this.#control = control
    this.#slowFrom = slowFrom
  }

  get ticks(): Store<readonly Tick[]> {
    return this.#ticks
  }

  apply(delta: MetricDelta, { scenarios, utilisation, problems }: WorkerState): void {
    const counted = scenarios.filter(({ scenario }) => this.#counted.has(scenario))
    this.#utilisation.set(delta.worker, utilisation)
    for (const { code, count } of problems) this.#count(code, count)
    this.#book.apply(
      delta,
      counted.reduce((sum, { busy }) => sum + busy, 0),
    )
    this.#publish(this.#book.close(delta.to))
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
      load: Object.fromEntries(Array.from(this.#counted, (name) => [name, this.#control.loadOf(name, to - 1).now])),
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
