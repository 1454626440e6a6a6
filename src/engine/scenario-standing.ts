import type { Millis, PerSecond, Share } from '../base/units.ts'
import type { Latency, LoadPoint, ScenarioView } from './api.ts'
import { modelOf, type ScenarioConfig } from './config/scenario.ts'
import type { LoadReading } from './control/controlled-scenario.ts'
import type { RecentView } from './recent-view.ts'
import type { ScenarioState } from './workers/protocol.ts'

/** How a scenario stands at one moment. What it measured is looked up when somebody asks: there may be hundreds, four times a second. */
export class ScenarioStanding implements ScenarioView {
  readonly state: ScenarioView['state']
  readonly vusBusy: number
  readonly vusAllocated: number
  readonly vusActive: number
  readonly #config: ScenarioConfig
  readonly #load: LoadReading
  readonly #recent: RecentView

  /** `states`: in every worker that has said something. */
  constructor(config: ScenarioConfig, load: LoadReading, states: readonly ScenarioState[], recent: RecentView) {
    this.state = stageOf(states)
    this.vusBusy = sumOf(states, 'busy')
    this.vusAllocated = sumOf(states, 'allocated')
    this.vusActive = sumOf(states, 'active')
    this.#config = config
    this.#load = load
    this.#recent = recent
  }

  get name(): string {
    return this.#config.name
  }

  get executor(): ScenarioView['executor'] {
    return this.#config.executor
  }

  get model(): ScenarioView['model'] {
    return modelOf(this.#config.executor)
  }

  get startsAt(): Millis {
    return this.#load.startsAt
  }

  get endsAt(): Millis | undefined {
    return this.#load.endsAt
  }

  get plan(): readonly LoadPoint[] {
    return this.#load.plan
  }

  get course(): readonly LoadPoint[] {
    return this.#load.course
  }

  get load(): number {
    return this.#load.now
  }

  get planned(): number {
    return this.#load.planned
  }

  get overridden(): boolean {
    return this.#load.overridden
  }

  get vusMax(): number {
    const { maxVUs, now } = this.#load
    return Number.isFinite(maxVUs) ? maxVUs : Math.max(this.vusAllocated, now)
  }

  get inFlight(): number {
    return this.vusBusy
  }

  get offered(): PerSecond | undefined {
    return this.#recent.rate('iterations_due')
  }

  get achieved(): PerSecond | undefined {
    return this.#recent.rate('iterations')
  }

  get good(): PerSecond | undefined {
    return this.#recent.rate('iterations_good')
  }

  get latency(): Latency {
    return this.#recent.latency
  }

  get errorShare(): Share | undefined {
    return this.#recent.errorShare
  }

  get dropped(): number {
    return this.#recent.dropped
  }

  get checkShare(): Share | undefined {
    return this.#recent.checkShare
  }

  get iterations(): number {
    return this.#recent.iterations
  }
}

function sumOf(states: readonly ScenarioState[], figure: 'busy' | 'allocated' | 'active'): number {
  let sum = 0
  for (const state of states) sum += state[figure]
  return sum
}

/** Of all workers together: the least advanced one counts. */
function stageOf(states: readonly ScenarioState[]): ScenarioView['state'] {
  const is = (stage: ScenarioState['stage']): boolean => states.some((state) => state.stage === stage)
  if (is('running')) return 'running'
  if (is('stopping')) return 'stopping'
  return is('done') ? 'done' : 'waiting'
}
