import type { Capacity } from './capacity.ts'
import type { Knowledge } from './explorer/situation.ts'
import type { Purpose, TrialRecord } from './explorer/trial.ts'
import { hysteresisNotes } from './hysteresis-notes.ts'
import type { CurvePoint } from './models/curve-model.ts'
import type { CurveReader } from './models/curve-reader.ts'
import type { CurveReading } from './models/select-model.ts'
import { nextTry } from './next-try.ts'
import type { LoadModel } from './observation.ts'
import type { Present } from './present.ts'
import { type ZoneReading, zoneOf } from './zone.ts'

/** How the search for the limits stands. */
export interface Search {
  /** `by-hand`: the operator has taken over. `asking`: it may go on into overload only when it is told so. */
  readonly state: 'searching' | 'by-hand' | 'asking' | 'done'
  readonly phase: Purpose | 'drain' | 'done'
  /** One plain sentence: what it does and why. */
  readonly said: string
}

/** All that is known of a target's limits at a moment, whoever set the load: what screens and results show. */
export interface Exploration {
  readonly model: LoadModel
  /** In the order they were held; the last one may go on. */
  readonly records: readonly TrialRecord[]
  readonly present: Present
  readonly capacity: Capacity
  /** The fitted curve for the chart; undefined before there are three points. */
  readonly curve: CurveReading | undefined
  readonly zone: ZoneReading
  /** What to try next, in one line. */
  readonly hint: string
  /** Loads that brought something else on the way down than on the way up, and what does not add up. */
  readonly notes: readonly string[]
  /** Undefined when nobody asked for it. */
  readonly search: Search | undefined
}

/** What follows from the holds; the answer itself is up to who made them. */
export function readExploration(
  knowledge: Knowledge,
  present: Present,
  curves: CurveReader,
): Omit<Exploration, 'capacity'> {
  const { options, records } = knowledge
  const holds = records.map(({ hold }) => hold)
  return {
    model: options.model,
    records,
    present,
    curve: curves.read(records.filter(isOfCurve).map(pointOf), options.model),
    zone: currentZone(records, present, options.model),
    hint: nextTry(knowledge),
    notes: hysteresisNotes(holds, options.model),
    search: undefined,
  }
}

/** What comes right after an overload, and what changed while it was held, is no point of the curve. */
export const isOfCurve = ({ trial, hold }: TrialRecord): boolean =>
  trial.purpose !== 'recover' && trial.purpose !== 'recheck' && hold.fall === undefined

const pointOf = ({ hold: { load, goodput } }: TrialRecord): CurvePoint => ({
  load,
  goodput: goodput.value,
  se: goodput.se,
})

/** While the present load is not held long enough there is no zone "now", whatever an earlier load showed. */
function currentZone(records: readonly TrialRecord[], present: Present, model: LoadModel): ZoneReading {
  switch (present.kind) {
    case 'paused':
      return { zone: '-', reason: 'paused' }
    case 'held':
      return zoneOf(records.map(pointOf), model)
    case 'too-short': {
      const { missingSeconds } = present
      if (missingSeconds === undefined) return { zone: '-', reason: 'nothing comes back yet' }
      return { zone: '-', reason: `hold this load ${Math.ceil(missingSeconds)} s more for a point` }
    }
  }
}
