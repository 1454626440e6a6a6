import type { SeriesDef } from './delta.ts'
import { scenarioMetrics } from './scenario-metrics.ts'
import { addValues, copyValues, type Sink } from './sink.ts'
import type { MetricView } from './view.ts'

/** Who has a view of every scenario. */
interface ScenarioViews {
  readonly scenario: (name: string) => MetricView
}

/** A series that a scenario is told by. */
export class ScenarioSeries {
  readonly #scenario: string
  readonly #def: SeriesDef
  #views: ScenarioViews | undefined
  #sink: Sink | undefined

  private constructor(scenario: string, def: SeriesDef) {
    this.#scenario = scenario
    this.#def = def
  }

  /** Undefined for what is told of the run only. */
  static of(def: SeriesDef): ScenarioSeries | undefined {
    const scenario = def.tags.find(([key]) => key === 'scenario')?.[1]
    return scenario === undefined || !scenarioMetrics.has(def.metric) ? undefined : new ScenarioSeries(scenario, def)
  }

  sinkIn(views: ScenarioViews): Sink {
    return views.scenario(this.#scenario).sink(this.#def.metric, this.#def)
  }

  /** As `sinkIn`, for views that are asked for every second and stay. */
  lastingSinkIn(views: ScenarioViews): Sink {
    if (this.#sink === undefined || this.#views !== views) {
      this.#views = views
      this.#sink = this.sinkIn(views)
    }
    return this.#sink
  }
}

/**
 * What came of scenarios in one delta, where it came: there may be hundreds of them with a dozen series each, every second, and mostly
 * nobody looks.
 */
export class ScenarioSamples {
  readonly #values: Float64Array
  readonly #series: ScenarioSeries[] = []
  readonly #offsets: number[] = []

  /** Of a delta; nobody changes them any more. */
  constructor(values: Float64Array) {
    this.#values = values
  }

  add(series: ScenarioSeries, offset: number): void {
    this.#series.push(series)
    this.#offsets.push(offset)
  }

  addTo(views: ScenarioViews): void {
    for (const [index, series] of this.#series.entries()) {
      addValues(series.sinkIn(views), this.#values, this.#offsets[index] as number)
    }
  }

  /** As `addTo`, for views that stay: they keep nothing of the delta. */
  copyTo(views: ScenarioViews): void {
    for (const [index, series] of this.#series.entries()) {
      copyValues(series.lastingSinkIn(views), this.#values, this.#offsets[index] as number)
    }
  }
}
