import { type Exploration, readExploration, type Search } from '../../analysis/exploration.ts'
import { Explorer, type ExplorerStep } from '../../analysis/explorer/explorer.ts'
import type { ExplorerOptions } from '../../analysis/explorer/options.ts'
import type { TrialRecord } from '../../analysis/explorer/trial.ts'
import { formatLoad } from '../../analysis/explorer/wording.ts'
import { CurveReader } from '../../analysis/models/curve-reader.ts'
import type { Observation } from '../../analysis/observation.ts'
import type { Answer, RunHandle } from '../../engine/api.ts'
import { commandsFor, type Mix } from './mix.ts'

export interface SearchSetup {
  readonly options: ExplorerOptions
  /** Whether it may ask to go on into overload when the options do not allow it. */
  readonly asks: boolean
  readonly mix: Mix
  /** What the operator held before. */
  readonly records: readonly TrialRecord[]
  readonly send: RunHandle['send']
  /** A hold has ended. */
  readonly onHold: (record: TrialRecord) => void
  /** Nothing is left to ask, or nobody may ask it. */
  readonly onDone: () => void
}

/** A search under way: the explorer's commands go to the run, and whoever looks is told how it stands. */
export class ActiveSearch {
  readonly #setup: SearchSetup
  readonly #explorer: Explorer
  readonly #curves = new CurveReader()
  #mix: Mix
  #search: Search
  #known: number

  constructor(setup: SearchSetup) {
    this.#setup = setup
    this.#mix = setup.mix
    this.#explorer = new Explorer(setup.options, { records: setup.records })
    this.#known = setup.records.length
    this.#search = { state: 'by-hand', phase: 'by-hand', said: '' }
  }

  get search(): Search {
    return this.#search
  }

  /** Begins, or goes on from all that is known by then. */
  begin(mix: Mix): Answer {
    this.#mix = mix
    this.#search = { ...this.#search, state: 'searching' }
    return this.#follow(this.#explorer.begin())
  }

  /** Somebody agreed to overload. */
  overload(): Answer {
    this.#explorer.allowOverload()
    return this.begin(this.#mix)
  }

  /** The operator sets the load; doing so again changes nothing. */
  takeOver(): void {
    if (this.#search.state === 'by-hand') return
    this.#explorer.takeOver()
    this.#search = { state: 'by-hand', phase: 'by-hand', said: byHand }
  }

  observe(observation: Observation): void {
    const step = this.#explorer.observe(observation)
    this.#tellHolds()
    if (this.#search.state === 'searching') this.#follow(step)
  }

  read(): Exploration {
    const { knowledgeNow, present = { kind: 'too-short', missingSeconds: undefined }, capacity } = this.#explorer
    return { ...readExploration(knowledgeNow, present, this.#curves), capacity, search: this.#search }
  }

  #tellHolds(): void {
    const { records } = this.#explorer.knowledge
    for (const record of records.slice(this.#known)) this.#setup.onHold(record)
    this.#known = records.length
  }

  #follow({ command, phase, said }: ExplorerStep): Answer {
    if (phase !== this.#search.phase || said !== this.#search.said) this.#search = { state: 'searching', phase, said }
    switch (command.type) {
      case 'wait':
        return { accepted: true, said }
      case 'set-load':
        return this.#setLoad(command.load, said)
      case 'done':
        return this.#finish()
    }
  }

  #setLoad(total: number, because: string): Answer {
    const answers = commandsFor(this.#mix, total).map((command) => this.#setup.send(command, 'explorer', because))
    const refused = answers.find(({ accepted }) => !accepted)
    if (refused === undefined) return { accepted: true, said: because }
    this.takeOver()
    this.#search = { ...this.#search, said: `the search stopped, as its load was refused: ${refused.said}` }
    return refused
  }

  /** The target is left with hardly any load; with none, when it fails. */
  #finish(): Answer {
    const { options, asks } = this.#setup
    const { capacity, limitedBy } = this.#explorer.capacity
    const isAsking = asks && !this.#explorer.knowledge.options.buckle && capacity.kind === 'found'
    const said = isAsking
      ? `capacity is found; to find out where it buckles the target must be overloaded`
      : 'nothing is left to ask'
    const rest = limitedBy === 'errors' ? 0 : options.startLoad
    for (const command of commandsFor(this.#mix, rest)) {
      this.#setup.send(command, 'explorer', `${said}: back to ${formatLoad(rest, options.model)}`)
    }
    this.#search = { state: isAsking ? 'asking' : 'done', phase: 'done', said }
    this.#setup.onDone()
    return { accepted: true, said }
  }
}

const byHand = 'you set the load; every hold counts'
