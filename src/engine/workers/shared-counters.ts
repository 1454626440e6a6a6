import type { RunCounters } from '../modules/vu.ts'

const FIXED = { completed: 0, interrupted: 1, active: 2, initialized: 3, nextVuId: 4 } as const
const FIRST_SCENARIO = 5

/** Each scenario's cells: iterations begun, shared iterations taken, whether it was said that there are too few VUs. */
const CELLS = 3

/** Bytes that `SharedCounters` needs for so many scenarios and workers. */
export const sharedCountersSize = (scenarios: number, workers: number): number =>
  (FIRST_SCENARIO + CELLS * scenarios + workers) * 4

/** Where a worker counts its signs of life: from the end on. */
const beatCell = (cells: Int32Array, worker: number): number => cells.length - 1 - worker

/** A number that changes whenever an iteration of the worker begins or ends, whether or not the worker comes to say anything. */
export function beatsIn(memory: SharedArrayBuffer): (worker: number) => number {
  const cells = new Int32Array(memory)
  return (worker) => Atomics.load(cells, beatCell(cells, worker))
}

/** Tells the iterations of one scenario from those of others. */
export type IterationCount = number

/** Counts that every worker of the run changes and sees at once: one block of shared memory. */
export class SharedCounters implements RunCounters {
  readonly #cells: Int32Array
  readonly #scenarios: ReadonlyMap<string, number>
  readonly #beat: number

  constructor(memory: SharedArrayBuffer, scenarios: readonly string[], worker: number) {
    this.#cells = new Int32Array(memory)
    this.#beat = beatCell(this.#cells, worker)
    this.#scenarios = new Map(scenarios.map((name, index) => [name, FIRST_SCENARIO + CELLS * index]))
  }

  readonly iterationsCompleted = (): number => Atomics.load(this.#cells, FIXED.completed)
  readonly iterationsInterrupted = (): number => Atomics.load(this.#cells, FIXED.interrupted)
  readonly vusActive = (): number => Atomics.load(this.#cells, FIXED.active)
  readonly vusInitialized = (): number => Atomics.load(this.#cells, FIXED.initialized)

  /** Where the iterations of a scenario are counted. */
  iterationsOf(scenario: string): IterationCount {
    return this.#slot(scenario)
  }

  /** The number of the next iteration, from 0. */
  nextIteration(count: IterationCount): number {
    return Atomics.add(this.#cells, count, 1)
  }

  /** Takes from the scenario's shared iterations; returns how many were taken before. */
  takeIterations(scenario: string, by: number): number {
    return Atomics.add(this.#cells, this.#slot(scenario) + 1, by)
  }

  /** Of all workers, only the first that asks is told to say that the scenario has too few VUs. */
  isFirstToWarn(scenario: string): boolean {
    return Atomics.exchange(this.#cells, this.#slot(scenario) + 2, 1) === 0
  }

  beginIteration(): void {
    Atomics.add(this.#cells, this.#beat, 1)
  }

  completeIteration(): void {
    Atomics.add(this.#cells, this.#beat, 1)
    Atomics.add(this.#cells, FIXED.completed, 1)
  }

  interruptIteration(): void {
    Atomics.add(this.#cells, FIXED.interrupted, 1)
  }

  changeActive(by: number): void {
    Atomics.add(this.#cells, FIXED.active, by)
  }

  /** Counts a VU as made and gives it its number in the test, from 1. */
  initializeVu(): number {
    Atomics.add(this.#cells, FIXED.initialized, 1)
    return Atomics.add(this.#cells, FIXED.nextVuId, 1) + 1
  }

  #slot(scenario: string): number {
    const slot = this.#scenarios.get(scenario)
    if (slot === undefined) throw new RangeError(`no scenario '${scenario}'`)
    return slot
  }
}
