import type { Millis } from '../../base/units.ts'
import type { Capacity, LimitedBy } from '../capacity.ts'
import { type HoldContext, type Unloaded, unloadedBy } from '../hold/hold.ts'
import { HoldCollector, isSameLoad } from '../hold/hold-collector.ts'
import { defaultTolerance, judgeHold } from '../hold/judge-hold.ts'
import type { Observation } from '../observation.ts'
import { type Present, presentOf } from '../present.ts'
import { isCalm, trickleOf } from './drain.ts'
import { handRecord } from './hand-record.ts'
import { isOver } from './hold-end.ts'
import type { ExplorerOptions } from './options.ts'
import { endingOf } from './ending.ts'
import { planNext } from './plan-next.ts'
import { RefusalWatch } from './refusal-watch.ts'
import { watchRecovery } from './recovery-watch.ts'
import { type Knowledge, type Prior, type Situation, situationOf } from './situation.ts'
import { toCapacity } from './to-capacity.ts'
import type { Purpose, Trial, TrialRecord } from './trial.ts'
import { formatLoad } from './wording.ts'

/** What the caller has to do. `set-load`: arrivals per second or VUs, of the whole mix. */
export type ExplorerCommand =
  | { readonly type: 'set-load'; readonly load: number }
  | { readonly type: 'wait' }
  /** Nothing is left to ask; the load it leaves behind is the last that was set. */
  | { readonly type: 'done' }

export interface ExplorerStep {
  readonly command: ExplorerCommand
  readonly phase: Purpose | 'drain' | 'done'
  /** One plain sentence: what it does and why. */
  readonly said: string
}

type Mode = 'draining' | 'holding' | 'by-hand' | 'done'

/** A hold by hand that is longer than this, a minute of 250 ms, goes on as another hold of the same load. */
const mostTicks = 240
/** A search takes some dozens; who goes on by hand for hours is remembered for so many. */
const mostRecords = 500

/** A target that does not calm down in this time is left alone. */
const longestDrain: Millis = 60_000

/**
 * The active search: observations in, commands out. It knows no clock and does nothing itself: the same observations and calls give
 * the same commands. What it does next follows from the holds it knows, so the operator may take over, hold loads by hand, and hand
 * back at any moment.
 */
export class Explorer {
  #options: ExplorerOptions
  readonly #collector: HoldCollector = new HoldCollector()
  #unloaded: Unloaded | undefined
  #records: readonly TrialRecord[] = []
  #trial: Trial | undefined
  #mode: Mode = 'done'
  #waited: Observation[] = []
  #begun: Millis | undefined
  #noise = 0
  #ending: LimitedBy | undefined
  #last: Observation | undefined
  readonly #refusals = new RefusalWatch()
  #why: string | undefined

  /** `prior`: what is known already, from loads that the operator has held. */
  constructor(options: ExplorerOptions, { unloaded, records = [] }: Partial<Prior> = {}) {
    this.#options = options
    this.#unloaded = unloaded
    this.#records = records
  }

  get knowledge(): Knowledge {
    return { options: this.#options, unloaded: this.#unloaded, records: this.#records }
  }

  /** The same with the hold that goes on, as far as it has come. */
  get knowledgeNow(): Knowledge {
    const record = this.#presentRecord()
    return record === undefined ? this.knowledge : { ...this.knowledge, records: [...this.#records, record] }
  }

  /** How the load that is held now stands; undefined while the explorer only waits. */
  get present(): Present | undefined {
    if (this.#mode === 'draining' || this.#mode === 'done') return undefined
    return presentOf(this.#collector, this.#last, this.#unloaded)
  }

  /** What is being held, or waited for; undefined when nothing is left to do or the operator has taken over. */
  get trial(): Trial | undefined {
    return this.#trial
  }

  /** The answer as far as it is known, at any moment. */
  get capacity(): Capacity {
    const capacity = toCapacity(this.#situation, this.#ending)
    return this.#why === undefined ? capacity : { ...capacity, evidence: [this.#why, ...capacity.evidence] }
  }

  /** From now on it may look for the buckle point and for recovery. */
  allowOverload(): void {
    this.#options = { ...this.#options, buckle: true }
  }

  /** Also hands back after a take-over: goes on from all that is known by then, holds by hand included. */
  begin(): ExplorerStep {
    if (this.#mode === 'by-hand') this.#keepHandHold(this.#collector.ticks)
    this.#ending = undefined
    this.#why = undefined
    return this.#next()
  }

  /** From here on the operator sets the load; observations are still to be given. */
  takeOver(): void {
    this.#trial = undefined
    this.#collector.restart()
    this.#mode = 'by-hand'
  }

  observe(tick: Observation): ExplorerStep {
    this.#begun ??= tick.from
    this.#last = tick
    if (this.#mode === 'by-hand') return this.#followHand(tick)
    const trial = this.#trial
    if (trial === undefined || this.#mode === 'done') return this.#step({ type: 'done' })
    if (this.#refusals.isRefusing(tick)) return this.#giveUp(trial)
    if (tick.to - this.#begun >= this.#options.timeLimit) return this.#finish('time-limit')
    return this.#mode === 'draining' ? this.#drain(tick, trial) : this.#hold(tick, trial)
  }

  get #situation(): Situation {
    return situationOf(this.knowledge)
  }

  #followHand(tick: Observation): ExplorerStep {
    const ended = this.#collector.add(tick)
    if (ended !== undefined) this.#keepHandHold(ended)
    if (this.#collector.ticks.length >= mostTicks) this.#keepHandHold(this.#collector.cut())
    return this.#step({ type: 'wait' })
  }

  #keepHandHold(ticks: readonly Observation[]): void {
    const record = this.#handRecord(ticks)
    if (record !== undefined) this.#keep(record)
  }

  #handRecord(ticks: readonly Observation[]): TrialRecord | undefined {
    const before = { last: this.#records.at(-1), unloaded: this.#unloaded, model: this.#options.model }
    return handRecord(ticks, before, this.#context())
  }

  #presentRecord(): TrialRecord | undefined {
    const { ticks } = this.#collector
    if (this.#mode === 'by-hand') return this.#handRecord(ticks)
    const hold = this.#mode === 'holding' ? judgeHold(ticks, this.#context()) : undefined
    if (this.#trial === undefined || hold === undefined) return undefined
    return { trial: this.#trial, hold, recoveredAfter: undefined }
  }

  #giveUp({ load }: Trial): ExplorerStep {
    this.#why = `connections are refused since ${formatLoad(load, this.#options.model)}: the target may be down`
    return this.#finish('errors')
  }

  #hold(tick: Observation, trial: Trial): ExplorerStep {
    if (!isSameLoad(tick.load, trial.load)) return this.#step({ type: 'wait' })
    this.#collector.add(tick)
    const hold = judgeHold(this.#collector.ticks, this.#context())
    if (hold === undefined) return this.#step({ type: 'wait' })
    if (trial.until.kind === 'recovered') {
      const recovery = watchRecovery(this.#collector.ticks, trial, trial.until)
      if (recovery.kind === 'going-on') return this.#step({ type: 'wait' })
      this.#keep({ trial, hold, recoveredAfter: recovery.kind === 'recovered' ? recovery.after : undefined })
      return this.#next()
    }
    if (!isOver(trial, hold, this.#noise)) return this.#step({ type: 'wait' })
    this.#keep({ trial, hold, recoveredAfter: undefined })
    return this.#next()
  }

  #keep(record: TrialRecord): void {
    const { trial, hold } = record
    this.#records = [...this.#records, record].slice(-mostRecords)
    const isBaseline = trial.purpose === 'baseline' || (this.#unloaded === undefined && hold.verdict === 'sustained')
    if (isBaseline && hold.verdict !== 'saturated') {
      this.#unloaded = unloadedBy(hold)
    }
  }

  #drain(tick: Observation, trial: Trial): ExplorerStep {
    this.#waited.push(tick)
    const waited = tick.to - (this.#waited[0]?.from ?? tick.from)
    const inForce = this.#waited.filter(({ load }) => isSameLoad(load, tick.load)).slice(1)
    if (this.#unloaded === undefined || isCalm(inForce, this.#unloaded)) return this.#set('holding', trial.load)
    return waited > longestDrain ? this.#finish('errors') : this.#step({ type: 'wait' })
  }

  #next(): ExplorerStep {
    const situation = this.#situation
    const ending = endingOf(situation)
    this.#trial = ending === undefined ? planNext(this.knowledge) : undefined
    if (this.#trial === undefined) return this.#finish(ending)
    this.#noise = situation.findings.noise
    const { drain, load } = this.#trial
    return drain
      ? this.#set('draining', trickleOf(situation.findings, this.#options.model))
      : this.#set('holding', load)
  }

  #set(mode: Mode, load: number): ExplorerStep {
    this.#mode = mode
    this.#waited = []
    this.#collector.restart()
    return this.#step({ type: 'set-load', load })
  }

  #finish(ending: LimitedBy | undefined): ExplorerStep {
    this.#mode = 'done'
    this.#ending = ending
    return this.#step({ type: 'done' })
  }

  #step(command: ExplorerCommand): ExplorerStep {
    if (this.#mode === 'by-hand') return { command, phase: 'by-hand', said: 'you set the load; every hold counts' }
    if (this.#mode === 'done' || this.#trial === undefined)
      return { command, phase: 'done', said: 'nothing is left to ask' }
    const { purpose, load, because } = this.#trial
    if (this.#mode === 'holding') return { command, phase: purpose, said: because }
    const next = formatLoad(load, this.#options.model)
    return { command, phase: 'drain', said: `waiting until the target is calm again, then ${next}: ${because}` }
  }

  #context(): HoldContext {
    const { model, inFlightCap } = this.#options
    return { model, unloaded: this.#unloaded, tolerance: defaultTolerance, inFlightCap }
  }
}
