import { formatDuration } from '../../base/duration.ts'
import type { Millis } from '../../base/units.ts'
import type { Command } from '../api.ts'
import type { ScenarioConfig } from '../config/scenario.ts'
import { courseNow, endOf, type LiveLoad, restOf } from '../executors/live-load.ts'
import { refuseRamp } from '../executors/refusal.ts'
import type { ScenarioChange } from './describe-change.ts'
import { ControlledScenario, type LoadReading } from './controlled-scenario.ts'
import { accepted, type Decision, type LoadEvent, type Order, refused } from './decision.ts'
import { PauseClock } from './pause-clock.ts'
import { type Undo, UndoStack } from './undo-stack.ts'

/** A command that changes load; what the run itself does (stop, mark) is not of these. */
export type LoadCommand = Exclude<Command, { type: 'stop' | 'mark' }>

type OneScenarioCommand = Exclude<
  LoadCommand,
  { type: 'scale' | 'follow-plan' | 'set-ramp' | 'pause' | 'resume' | 'undo' | 'explore' | 'seek' | 'set-speed' }
>

const ofOne: Readonly<Record<OneScenarioCommand['type'], true>> = {
  'set-rate': true,
  'set-vus': true,
  'set-stages': true,
  'set-max-vus': true,
  'start-scenario': true,
  'stop-scenario': true,
}
const isOfOne = (command: LoadCommand): command is OneScenarioCommand => Object.hasOwn(ofOne, command.type)

/** A change for one scenario. */
interface Intent {
  readonly scenario: ControlledScenario
  readonly change: ScenarioChange
  /** Whether the scenario is then off its plan. */
  readonly isOverridden: boolean
}

/**
 * Decides what commands come to, and keeps the load of every scenario as all workers see it. Knows no clock and sends nothing:
 * the caller says what time it is and carries the orders out.
 */
export class LoadControl {
  readonly #scenarios: ReadonlyMap<string, ControlledScenario>
  readonly #undos = new UndoStack()
  readonly #pauses = new PauseClock()
  #ramp: Millis = 0

  constructor(configs: readonly ScenarioConfig[]) {
    this.#scenarios = new Map(configs.map((config) => [config.name, new ControlledScenario(config)]))
  }

  get isPaused(): boolean {
    return this.#pauses.since !== undefined
  }

  get pausedSince(): Millis | undefined {
    return this.#pauses.since
  }

  /** What a change takes that does not say. */
  get rampMs(): Millis {
    return this.#ramp
  }

  /** Time paused in [0, t]. */
  pausedBy(t: Millis): Millis {
    return this.#pauses.pausedBy(t)
  }

  /** What is commanded at `at`; while paused, what it will go on with. */
  loadOf(name: string, at: Millis): LoadReading {
    return this.#known(name).read(at)
  }

  /** What of it says how many VUs there may be. */
  vusOf(name: string, at: Millis): Pick<LoadReading, 'now' | 'maxVUs'> {
    const scenario = this.#known(name)
    return { now: scenario.now(at), maxVUs: scenario.load.maxVUs }
  }

  /** As things stand: another object whenever a command changed something. */
  liveOf(name: string): LiveLoad {
    return this.#known(name).load
  }

  #known(name: string): ControlledScenario {
    const scenario = this.#scenarios.get(name)
    if (scenario === undefined) throw new RangeError(this.#unknown(name))
    return scenario
  }

  /** When the last scenario stops starting iterations; undefined for an open end and while a pause puts it off. */
  plannedEnd(): Millis | undefined {
    if (this.isPaused) return undefined
    const end = Math.max(0, ...[...this.#scenarios.values()].map(({ load }) => endOf(load)))
    return Number.isFinite(end) ? end : undefined
  }

  /** The scenario has ended in every worker: its load can no longer change. */
  markOver(scenario: string, at: Millis): void {
    this.#scenarios.get(scenario)?.markOver(at)
  }

  decide(command: LoadCommand, at: Millis): Decision {
    if (isOfOne(command)) return this.#one(command.scenario, this.#changeOf(command), at)
    switch (command.type) {
      case 'scale':
        return this.#scale(command.scenario, command.factor, this.#rampOf(command), at)
      case 'follow-plan':
        return this.#followPlan(command.scenario, this.#rampOf(command), at)
      case 'set-ramp':
        return this.#setRamp(command.rampMs)
      case 'pause':
        return this.#pause(at)
      case 'resume':
        return this.#resume(at)
      case 'undo':
        return this.#undo(at)
      case 'explore':
        return refused('nothing explores this run')
      case 'seek':
      case 'set-speed':
        return refused('this is no record: its time cannot be moved')
    }
  }

  #changeOf(command: OneScenarioCommand): ScenarioChange {
    switch (command.type) {
      case 'set-rate':
        return { type: 'set-rate', rate: command.rate, ramp: this.#rampOf(command) }
      case 'set-vus':
        return { type: 'set-vus', vus: command.vus, ramp: this.#rampOf(command) }
      case 'set-stages':
        return { type: 'set-stages', stages: command.stages }
      case 'set-max-vus':
        return { type: 'set-max-vus', maxVUs: command.maxVUs }
      case 'start-scenario':
        return { type: 'start' }
      case 'stop-scenario':
        return { type: 'stop', graceful: command.graceful }
    }
  }

  #rampOf({ rampMs }: { readonly rampMs?: Millis }): Millis {
    return rampMs ?? this.#ramp
  }

  /** One change of one scenario. */
  #one(name: string, change: ScenarioChange, at: Millis): Decision {
    const scenario = this.#scenarios.get(name)
    if (scenario === undefined) return refused(this.#unknown(name))
    const reason = scenario.refuse(change, at)
    if (reason !== undefined) return refused(reason)
    this.#undos.push(undoOf(scenario, change))
    if (change.type === 'start') this.#undos.move(name, change, at)
    const isCourse = change.type === 'set-rate' || change.type === 'set-vus' || change.type === 'set-stages'
    return this.#carryOut([{ scenario, change, isOverridden: isCourse || scenario.isOverridden }], at)
  }

  #scale(name: string | undefined, factor: number, ramp: Millis, at: Millis): Decision {
    if (name !== undefined && !this.#scenarios.has(name)) return refused(this.#unknown(name))
    const change: ScenarioChange = { type: 'scale', factor, ramp }
    const chosen = this.#chosen(name)
    const able = chosen.filter((scenario) => scenario.refuseKind(change, at) === undefined)
    const reason = firstOf(able.length === 0 ? chosen : able, (scenario) => scenario.refuse(change, at))
    if (reason !== undefined) return refused(reason)
    this.#undos.push({ kind: 'course', before: able.map(({ before }) => before) })
    const intents = able.map((scenario) => ({ scenario, change, isOverridden: true }))
    const left = chosen.filter((scenario) => !able.includes(scenario)).map((scenario) => scenario.name)
    return this.#carryOut(intents, at, left.length === 0 ? '' : `; not ${left.join(', ')}`)
  }

  #followPlan(name: string | undefined, ramp: Millis, at: Millis): Decision {
    if (name !== undefined && !this.#scenarios.has(name)) return refused(this.#unknown(name))
    const change: ScenarioChange = { type: 'follow-plan', ramp }
    const astray = this.#chosen(name).filter(({ isOverridden }) => isOverridden)
    const able = astray.filter((scenario) => scenario.refuseKind(change, at) === undefined)
    const reason =
      astray.length === 0
        ? `${name ?? 'every scenario'} already follows its plan`
        : firstOf(able.length === 0 ? astray : able, (scenario) => scenario.refuse(change, at))
    if (reason !== undefined) return refused(reason)
    this.#undos.push({ kind: 'course', before: able.map(({ before }) => before) })
    const intents = able.map((scenario) => ({ scenario, change, isOverridden: false }))
    return this.#carryOut(intents, at)
  }

  #setRamp(ramp: Millis): Decision {
    const reason = refuseRamp(ramp)
    if (reason !== undefined) return refused(reason)
    this.#undos.push({ kind: 'ramp', ramp: this.#ramp })
    return this.#useRamp(ramp)
  }

  #useRamp(ramp: Millis): Decision {
    this.#ramp = ramp
    const text = ramp === 0 ? 'changes of load are made at once' : `changes of load take ${formatDuration(ramp)}`
    return accepted(text, [], [{ kind: 'load', text }])
  }

  #pause(at: Millis): Decision {
    if (this.isPaused) return refused('already paused: resume goes on')
    this.#pauses.begin(at)
    for (const scenario of this.#scenarios.values()) scenario.pause(at)
    return this.#orderAll('pause', at, 'paused: no new iterations, those in flight go on')
  }

  #resume(at: Millis): Decision {
    if (!this.isPaused) return refused('not paused')
    const length = this.#pauses.end(at)
    for (const scenario of this.#scenarios.values()) scenario.resume(at)
    return this.#orderAll('resume', at, `resumed after ${(length / 1000).toFixed(1)} s`)
  }

  /** Pauses are the run's: one event for all scenarios. */
  #orderAll(type: 'pause' | 'resume', at: Millis, text: string): Decision {
    const names = [...this.#scenarios.keys()]
    for (const name of names) this.#undos.move(name, { type }, at)
    const orders = names.map((scenario) => ({ scenario, change: { type }, at }))
    return accepted(text, orders, [{ kind: 'pause', text }])
  }

  #undo(at: Millis): Decision {
    const undo = this.#undos.pop()
    switch (undo?.kind) {
      case undefined:
        return refused('nothing to undo')
      case 'final':
        return refused(`${undo.said}; undo again takes back what was changed before it`)
      case 'ramp':
        return this.#useRamp(undo.ramp)
      case 'max-vus':
        return this.#takeBack([this.#intentOf(undo.scenario, { type: 'set-max-vus', maxVUs: undo.maxVUs })], at)
      case 'course':
        return this.#takeBack(
          undo.before.map(({ scenario, load, isOverridden }) => {
            const course = restOf(courseNow(load), at - load.startsAt)
            return this.#intentOf(scenario, { type: 'restore', course }, isOverridden)
          }),
          at,
        )
    }
  }

  /** Of several scenarios, those that can still change go back. */
  #takeBack(intents: readonly Intent[], at: Millis): Decision {
    const able = intents.filter(({ scenario, change }) => scenario.refuse(change, at) === undefined)
    const reason = firstOf(able.length === 0 ? intents : able, ({ scenario, change }) => scenario.refuse(change, at))
    return reason === undefined ? this.#carryOut(able, at) : refused(reason)
  }

  #carryOut(intents: readonly Intent[], at: Millis, note = ''): Decision {
    const events: LoadEvent[] = []
    const orders: Order[] = []
    for (const { scenario, change, isOverridden } of intents) {
      events.push(scenario.obey(change, at, isOverridden))
      orders.push({ scenario: scenario.name, change, at })
    }
    return accepted(events.map(({ text }) => text).join(', ') + note, orders, events)
  }

  #chosen(name: string | undefined): readonly ControlledScenario[] {
    return [...this.#scenarios.values()].filter((scenario) => name === undefined || scenario.name === name)
  }

  #intentOf(name: string, change: ScenarioChange, isOverridden?: boolean): Intent {
    const scenario = this.#scenarios.get(name)
    if (scenario === undefined) throw new RangeError(this.#unknown(name))
    return { scenario, change, isOverridden: isOverridden ?? scenario.isOverridden }
  }

  #unknown(name: string): string {
    return `there is no scenario '${name}'; there is ${[...this.#scenarios.keys()].join(', ')}`
  }
}

function undoOf(scenario: ControlledScenario, change: ScenarioChange): Undo {
  const { name, load, before } = scenario
  switch (change.type) {
    case 'set-max-vus':
      return { kind: 'max-vus', scenario: name, maxVUs: load.maxVUs }
    case 'start':
      return { kind: 'final', said: `${name} was started by hand, which cannot be taken back; stop-scenario ends it` }
    case 'stop':
      return { kind: 'final', said: `${name} was stopped, which cannot be taken back` }
    case 'set-rate':
    case 'set-vus':
    case 'scale':
    case 'set-stages':
    case 'follow-plan':
    case 'restore':
      return { kind: 'course', before: [before] }
  }
}

/** The first reason there is. */
function firstOf<T>(list: readonly T[], reasonOf: (item: T) => string | undefined): string | undefined {
  for (const item of list) {
    const reason = reasonOf(item)
    if (reason !== undefined) return reason
  }
  return undefined
}
