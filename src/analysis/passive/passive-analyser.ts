import { type Exploration, readExploration } from '../exploration.ts'
import { defaultOptions, type ExplorerOptions } from '../explorer/options.ts'
import { type Knowledge, situationOf } from '../explorer/situation.ts'
import { toCapacity } from '../explorer/to-capacity.ts'
import type { TrialRecord } from '../explorer/trial.ts'
import { HoldCollector } from '../hold/hold-collector.ts'
import { CurveReader } from '../models/curve-reader.ts'
import type { Observation } from '../observation.ts'
import { presentOf } from '../present.ts'
import { gated } from './gate.ts'
import { HandHolds } from './hand-holds.ts'

export type PassiveSettings = Pick<ExplorerOptions, 'model' | 'inFlightCap' | 'maxLoad' | 'serviceLevel'>

/** A hold that is longer than this, a minute of 250 ms, goes on as another hold of the same load. */
const mostTicks = 240

/**
 * The passive analysis, always on: whatever the operator does is cut into holds by the commanded load, and the holds are read as the
 * explorer reads its own. Limits appear only when the holds carry them. Each observation costs next to nothing, a reading some ms
 * however long the run has been.
 */
export class PassiveAnalyser {
  readonly #settings: PassiveSettings
  readonly #collector = new HoldCollector()
  readonly #holds: HandHolds
  readonly #curves = new CurveReader()
  #last: Observation | undefined

  constructor(settings: PassiveSettings) {
    this.#settings = settings
    this.#holds = new HandHolds(settings)
  }

  add(tick: Observation): void {
    const ended = this.#collector.add(tick)
    if (ended !== undefined) this.#holds.add(ended)
    if (this.#collector.ticks.length >= mostTicks) this.#holds.add(this.#collector.cut())
    this.#last = tick
  }

  /** What is known by now, for the explorer to go on from. */
  get knowledge(): Knowledge {
    const { unloaded, records } = this.#holds.withPresent(this.#collector.ticks)
    return { options: optionsOf(this.#settings, records), unloaded, records }
  }

  read(): Exploration {
    const { knowledge } = this
    const situation = situationOf(knowledge)
    const present = presentOf(this.#collector, this.#last, knowledge.unloaded)
    const reading = readExploration(knowledge, present, this.#curves)
    return { ...reading, capacity: gated(toCapacity(situation, undefined), reading.curve?.evidence ?? 0, situation) }
  }
}

/** The same over observations that are all there already. */
export function analysePassively(observations: readonly Observation[], settings: PassiveSettings): Exploration {
  const analyser = new PassiveAnalyser(settings)
  for (const tick of observations) analyser.add(tick)
  return analyser.read()
}

const optionsOf = (settings: PassiveSettings, records: readonly TrialRecord[]): ExplorerOptions => ({
  ...defaultOptions,
  ...settings,
  startLoad: Math.min(defaultOptions.startLoad, ...records.map(({ hold }) => hold.load)),
})
