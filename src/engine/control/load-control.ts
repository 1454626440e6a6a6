import type { Millis } from '../../base/units.ts'
import type { LoadChange } from '../config/load-change.ts'
import type { ScenarioConfig } from '../config/scenario.ts'
import { applyChange, endOf, type LiveLoad, liveLoadOf, loadNow, loadPlanned } from '../executors/live-load.ts'
import type { Plan } from '../executors/plan.ts'
import { planOf } from '../executors/plans.ts'
import { refusalOf } from '../executors/refusal.ts'
import type { Answer, Command } from '../api.ts'
import { describeLoad } from './describe-load.ts'

/** A command that only changes load; what the run itself does (stop, mark) is not of these. */
export type LoadCommand = Extract<
  Command,
  { type: 'set-rate' | 'set-vus' | 'follow-plan' | 'pause' | 'resume' | 'undo' }
>

/** What goes to every worker, in force from `at` (run's clock). */
export interface Order {
  readonly scenario: string
  readonly change: LoadChange
  readonly at: Millis
}

/** What a command comes to: the answer, and the orders and the change of load that go with an accepted one. */
export interface Decision {
  readonly answer: Answer
  readonly orders: readonly Order[]
  readonly scenario?: string
  readonly from?: number
  readonly to?: number
}

interface Controlled {
  readonly config: ScenarioConfig
  readonly plan: Plan
  load: LiveLoad
  isOverridden: boolean
  isOver: boolean
}

interface Undo {
  readonly scenario: string
  readonly wasOverridden: boolean
  readonly load: number
}

const refused = (said: string): Decision => ({ answer: { accepted: false, said }, orders: [] })

/**
 * Decides what commands come to, and keeps the load of every scenario as all workers see it. Knows no clock and sends nothing:
 * the caller says what time it is and carries the orders out.
 */
export class LoadControl {
  readonly #scenarios: ReadonlyMap<string, Controlled>
  readonly #undos: Undo[] = []
  #pausedSince: Millis | undefined
  #pausedBefore: Millis = 0

  constructor(configs: readonly ScenarioConfig[]) {
    this.#scenarios = new Map(configs.map((config) => [config.name, controlledOf(config)]))
  }

  get isPaused(): boolean {
    return this.#pausedSince !== undefined
  }

  /** Time paused in [0, now]. */
  pausedBy(now: Millis): Millis {
    return this.#pausedBefore + (this.#pausedSince === undefined ? 0 : Math.max(0, now - this.#pausedSince))
  }

  /** What is commanded at `now`; while paused, what it will go on with. */
  loadOf(name: string, now: Millis): { readonly now: number; readonly planned: number; readonly overridden: boolean } {
    const { load, plan, isOverridden } = this.#get(name)
    const at = this.#pausedSince === undefined ? now : Math.min(now, this.#pausedSince - 1)
    const time = at - plan.startTime
    return { now: loadNow(load, time), planned: loadPlanned(load, time), overridden: isOverridden }
  }

  /** When the last scenario stops starting iterations; undefined for an open end and while a pause puts it off. */
  plannedEnd(): Millis | undefined {
    if (this.isPaused) return undefined
    const ends = [...this.#scenarios.values()].map(({ load, plan }) => plan.startTime + endOf(load))
    const end = Math.max(0, ...ends)
    return Number.isFinite(end) ? end : undefined
  }

  /** The scenario has ended in every worker: its load can no longer change. */
  markOver(scenario: string): void {
    this.#get(scenario).isOver = true
  }

  decide(command: LoadCommand, at: Millis): Decision {
    switch (command.type) {
      case 'set-rate':
        return this.#set(command.scenario, { type: 'set-rate', rate: command.rate, ramp: 0 }, at)
      case 'set-vus':
        return this.#set(command.scenario, { type: 'set-vus', vus: command.vus, ramp: 0 }, at)
      case 'follow-plan':
        return this.#followPlan(command.scenario, at)
      case 'pause':
        return this.#pause(at)
      case 'resume':
        return this.#resume(at)
      case 'undo':
        return this.#undo(at)
    }
  }

  #set(name: string, change: LoadChange, at: Millis): Decision {
    const scenario = this.#scenarios.get(name)
    if (scenario === undefined) return refused(this.#unknown(name))
    const reason = scenario.isOver
      ? `${name} is over: its load cannot change any more`
      : refusalOf(scenario.config, change)
    if (reason !== undefined) return refused(reason)
    const before = this.#remember(scenario, at)
    return this.#order(scenario, change, at, before)
  }

  #followPlan(name: string | undefined, at: Millis): Decision {
    if (name !== undefined && !this.#scenarios.has(name)) return refused(this.#unknown(name))
    const chosen = [...this.#scenarios.values()].filter((it) => name === undefined || it.config.name === name)
    const astray = chosen.filter((it) => it.isOverridden && !it.isOver)
    const first = astray[0]
    if (first === undefined) return refused(`${name ?? 'every scenario'} already follows its plan`)
    const decisions = astray.map((scenario) => {
      const before = this.#remember(scenario, at)
      return this.#order(scenario, { type: 'follow-plan', ramp: 0 }, at, before)
    })
    const [only] = decisions
    if (decisions.length === 1 && only !== undefined) return only
    const said = `${decisions.length} scenarios follow their plans again`
    return { answer: { accepted: true, said }, orders: decisions.flatMap(({ orders }) => orders) }
  }

  #pause(at: Millis): Decision {
    if (this.isPaused) return refused('already paused: space resumes')
    this.#pausedSince = at
    return this.#orderAll({ type: 'pause' }, at, 'paused: no new iterations, those in flight go on')
  }

  #resume(at: Millis): Decision {
    if (this.#pausedSince === undefined) return refused('not paused')
    const length = at - this.#pausedSince
    this.#pausedBefore += length
    this.#pausedSince = undefined
    return this.#orderAll({ type: 'resume' }, at, `resumed after ${(length / 1000).toFixed(1)} s`)
  }

  #undo(at: Millis): Decision {
    const last = this.#undos.pop()
    if (last === undefined) return refused('nothing to undo')
    const scenario = this.#get(last.scenario)
    if (scenario.isOver) return refused(`${last.scenario} is over: its last change cannot be undone`)
    const before = this.loadOf(last.scenario, at).now
    return this.#order(
      scenario,
      last.wasOverridden ? settingOf(scenario, last.load) : { type: 'follow-plan', ramp: 0 },
      at,
      before,
    )
  }

  /** Makes the change undoable; returns the load it changes from. */
  #remember({ config, isOverridden }: Controlled, at: Millis): number {
    const load = this.loadOf(config.name, at).now
    this.#undos.push({ scenario: config.name, wasOverridden: isOverridden, load })
    return load
  }

  #order(scenario: Controlled, change: LoadChange, at: Millis, from: number): Decision {
    const { config, plan } = scenario
    scenario.load = applyChange(scenario.load, change, at - plan.startTime)
    scenario.isOverridden = change.type !== 'follow-plan'
    const to =
      change.type === 'set-rate'
        ? change.rate
        : change.type === 'set-vus'
          ? change.vus
          : this.loadOf(config.name, at).now
    const said = `load ${config.name} ${describeLoad(config, from, to)}${change.type === 'follow-plan' ? ' (by the plan)' : ''}`
    return {
      answer: { accepted: true, said },
      orders: [{ scenario: config.name, change, at }],
      scenario: config.name,
      from,
      to,
    }
  }

  #orderAll(change: LoadChange, at: Millis, said: string): Decision {
    const orders = [...this.#scenarios.values()].map((scenario) => {
      scenario.load = applyChange(scenario.load, change, at - scenario.plan.startTime)
      return { scenario: scenario.config.name, change, at }
    })
    return { answer: { accepted: true, said }, orders }
  }

  #unknown(name: string): string {
    return `there is no scenario '${name}'; there is ${[...this.#scenarios.keys()].join(', ')}`
  }

  #get(name: string): Controlled {
    const scenario = this.#scenarios.get(name)
    if (scenario === undefined) throw new RangeError(this.#unknown(name))
    return scenario
  }
}

function controlledOf(config: ScenarioConfig): Controlled {
  const plan = planOf(config)
  return { config, plan, load: liveLoadOf(plan), isOverridden: false, isOver: false }
}

const settingOf = ({ plan }: Controlled, load: number): LoadChange =>
  plan.kind === 'arrivals' ? { type: 'set-rate', rate: load, ramp: 0 } : { type: 'set-vus', vus: load, ramp: 0 }
