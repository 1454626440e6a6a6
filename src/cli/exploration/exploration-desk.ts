import type { Exploration } from '../../analysis/exploration.ts'
import type { ExplorerOptions } from '../../analysis/explorer/options.ts'
import type { TrialRecord } from '../../analysis/explorer/trial.ts'
import { heldLoadsOf } from '../../analysis/held-load.ts'
import type { LoadModel } from '../../analysis/observation.ts'
import type { LimitReading } from '../../analysis/verdict/limit-reading.ts'
import { PassiveAnalyser } from '../../analysis/passive/passive-analyser.ts'
import { createStore, type Store, type WritableStore } from '../../base/store.ts'
import type { Millis } from '../../base/units.ts'
import type { Answer, Command, RunHandle, RunSnapshot, Tick } from '../../engine/api.ts'
import type { ResultContext } from '../../engine/result.ts'
import { ActiveSearch } from './active-search.ts'
import { mixOf } from './mix.ts'
import { observationOf } from './observation-of.ts'
import type { ExploreSettings } from './settings.ts'

/** What the desk needs of a run. */
export type ExploredRun = Pick<RunHandle, 'send' | 'ticks' | 'snapshots'>

export interface DeskListener {
  /** The search has ended a hold. */
  readonly held: (record: TrialRecord, at: Millis, model: LoadModel) => void
}

/** Reading all that is known anew takes some ms: as often as this at most. */
const readEvery: Millis = 1000

/** Commands that change the load: whoever else gives one while the search goes on has taken over. */
const loadCommands: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'set-rate',
  'set-vus',
  'scale',
  'follow-plan',
  'set-stages',
  'undo',
])

const refused = (said: string): Answer => ({ accepted: false, said })

/**
 * Joins a run and the analysis: every tick is looked at, whoever sets the load; on request the explorer sets it. Runs on the main
 * thread, never on one that makes load.
 */
export class ExplorationDesk implements Disposable {
  readonly #run: ExploredRun
  readonly #settings: ExploreSettings
  readonly #listener: DeskListener | undefined
  readonly #model: LoadModel
  readonly #passive: PassiveAnalyser
  readonly #exploration: WritableStore<Exploration>
  readonly #unsubscribe: () => void
  #search: ActiveSearch | undefined
  #limit: LimitReading | undefined
  #seen: Millis = 0
  #readAt: Millis = 0
  #isOpen = true

  constructor(run: ExploredRun, settings: ExploreSettings, listener?: DeskListener) {
    this.#run = run
    this.#settings = settings
    this.#listener = listener
    this.#model = run.snapshots.get().scenarios.some(({ model }) => model === 'open') ? 'open' : 'closed'
    this.#passive = new PassiveAnalyser(this.#limits())
    this.#exploration = createStore(this.#passive.read())
    this.#unsubscribe = run.ticks.subscribe(() => {
      for (const tick of run.ticks.get()) if (tick.from >= this.#seen) this.#take(tick)
    })
  }

  get exploration(): Store<Exploration> {
    return this.#exploration
  }

  /** The run's own, with the command to explore; who sets a load by hand takes over from the search. */
  readonly send: RunHandle['send'] = (command, by, because) => {
    if (command.type === 'explore') return this.#explore(command.action)
    const answer = this.#run.send(command, by, because)
    return answer.accepted && loadCommands.has(command.type) ? this.#handOver(answer) : answer
  }

  /** Who holds the load back, as often as it is judged: what is found while that is not the target is "at least" so much. */
  hear(limit: LimitReading | undefined): void {
    this.#limit = limit
  }

  /** The last word: everything seen is in it. */
  conclude(): Exploration {
    this.#publish(this.#seen)
    return this.#exploration.get()
  }

  [Symbol.dispose](): void {
    this.#unsubscribe()
  }

  #take(tick: Tick): void {
    this.#seen = tick.to
    const observation = observationOf(tick, this.#limit)
    if (this.#settings.auto && this.#isOpen) this.#explore('begin')
    this.#passive.add(observation)
    const before = this.#search?.search
    this.#search?.observe(observation)
    if (before !== this.#search?.search || tick.to - this.#readAt >= readEvery) this.#publish(tick.to)
  }

  #publish(at: Millis): void {
    this.#readAt = at
    this.#exploration.set(this.#search?.read() ?? this.#passive.read())
  }

  #explore(action: Extract<Command, { type: 'explore' }>['action']): Answer {
    const answer = this.#answer(action)
    this.#publish(this.#seen)
    return answer
  }

  #answer(action: Extract<Command, { type: 'explore' }>['action']): Answer {
    const state = this.#search?.search.state
    switch (action) {
      case 'begin':
        return state === 'searching' ? refused('exploring already: any change of load takes over') : this.#begin()
      case 'leave':
        if (state !== 'searching') return refused('nothing explores')
        this.#search?.takeOver()
        return { accepted: true, said: `the load is yours; ${handBack}` }
      case 'overload':
        if (state !== 'asking') return refused('nobody has asked to overload the target')
        return this.#search?.overload() ?? refused('nothing explores')
    }
  }

  #begin(): Answer {
    this.#isOpen = false
    const snapshot = this.#run.snapshots.get()
    const { kind } = snapshot.phase
    if (kind !== 'running') return refused(`the run is ${kind}: there is nothing to explore now`)
    const mix = mixOf(snapshot, this.#settings.shares)
    if (!mix.ok) return refused(`cannot explore: ${mix.problems.join('; ')}`)
    this.#search ??= new ActiveSearch({
      options: this.#options(snapshot),
      asks: this.#settings.overload === 'ask',
      mix: mix.value,
      records: this.#passive.knowledge.records,
      send: this.#run.send,
      onHold: (record) => this.#listener?.held(record, this.#seen, this.#model),
      onDone: () => this.#settings.stopsRun && this.#run.send({ type: 'stop', graceful: true }, 'explorer'),
    })
    return this.#search.begin(mix.value)
  }

  #handOver(answer: Answer): Answer {
    const wasSearching = this.#search?.search.state === 'searching'
    this.#search?.takeOver()
    if (!wasSearching) return answer
    this.#publish(this.#seen)
    return { accepted: true, said: `${answer.said}; the load is yours, ${handBack}` }
  }

  #limits(): Pick<ExplorerOptions, 'model' | 'inFlightCap' | 'maxLoad' | 'serviceLevel'> {
    const { maxLoad, serviceLevel, inFlightCap } = this.#settings
    const vus = this.#run.snapshots.get().scenarios.reduce((sum, { vusMax }) => sum + vusMax, 0)
    return this.#model === 'open'
      ? { model: 'open', inFlightCap: Math.min(inFlightCap, vus), maxLoad, serviceLevel }
      : { model: 'closed', inFlightCap, maxLoad: Math.min(maxLoad, inFlightCap), serviceLevel }
  }

  #options({ scenarios }: RunSnapshot): ExplorerOptions {
    const { accuracy, startLoad, overload, timeLimit } = this.#settings
    const planned = scenarios.reduce((sum, { model, load }) => sum + (model === this.#model ? load : 0), 0)
    const gentle = this.#model === 'open' ? Math.min(gentleRate, planned > 0 ? planned : gentleRate) : 1
    return {
      ...this.#limits(),
      accuracy,
      startLoad: startLoad ?? gentle,
      buckle: overload === 'yes',
      timeLimit,
    }
  }
}

/** What goes into the result; the capacity is null when no load was held for long enough to say anything. */
export const foundBy = (exploration: Exploration): Pick<ResultContext, 'capacity' | 'holds'> => ({
  capacity: exploration.records.length === 0 ? null : exploration.capacity,
  holds: heldLoadsOf(exploration),
})

/** Arrivals per second that hardly any target feels. */
const gentleRate = 20
const handBack = 'a hands it back'
