import type { Exploration } from '../../analysis/exploration.ts'
import { PassiveAnalyser } from '../../analysis/passive/passive-analyser.ts'
import type { ScenarioView, Window } from '../../engine/api.ts'

/** Reads windows of a second as the real analysis reads ticks: of the open scenarios, or of the closed ones where none is open. */
export class FakeAnalysis {
  readonly #analyser: PassiveAnalyser
  readonly #counted: readonly string[]

  constructor(scenarios: readonly Pick<ScenarioView, 'name' | 'model'>[]) {
    const open = scenarios.filter(({ model }) => model === 'open')
    this.#counted = (open.length > 0 ? open : scenarios).map(({ name }) => name)
    this.#analyser = new PassiveAnalyser({
      model: open.length > 0 ? 'open' : 'closed',
      inFlightCap: Infinity,
      maxLoad: Infinity,
      serviceLevel: undefined,
    })
  }

  add({ from, to, load, started, good, achieved, dropped, inFlight, latency, pausedFor }: Window): void {
    const { p50, p95 } = latency
    this.#analyser.add({
      from,
      to,
      load: this.#counted.reduce((sum, name) => sum + (load[name] ?? 0), 0),
      started,
      good,
      failed: achieved - good,
      dropped,
      inFlight,
      p50,
      p95,
      pausedFor,
      response: latency,
    })
  }

  read(): Exploration {
    return this.#analyser.read()
  }
}
