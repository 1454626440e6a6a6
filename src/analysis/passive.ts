import type { Capacity } from './capacity.ts'
import { handRecord } from './explorer/hand-record.ts'
import { defaultOptions, type ExplorerOptions } from './explorer/options.ts'
import { type Knowledge, type Situation, situationOf } from './explorer/situation.ts'
import { toCapacity } from './explorer/to-capacity.ts'
import type { TrialRecord } from './explorer/trial.ts'
import { formatLoad, formatShare } from './explorer/wording.ts'
import type { Hold, HoldContext, Unloaded } from './hold/hold.ts'
import { HoldCollector } from './hold/hold-collector.ts'
import { defaultTolerance } from './hold/judge-hold.ts'
import type { CurvePoint } from './models/curve-model.ts'
import { type CurveReading, readCurve } from './models/select-model.ts'
import { nextTry } from './next-try.ts'
import type { LoadModel, Observation } from './observation.ts'
import { type ZoneReading, zoneOf } from './zone.ts'

export interface PassiveSettings {
  readonly model: LoadModel
  readonly inFlightCap: number
  readonly maxLoad: number
}

/** What a run tells whose load the operator moves as he likes. */
export interface PassiveReport {
  /** In the order they were held; the last one may go on. */
  readonly holds: readonly Hold[]
  readonly capacity: Capacity
  /** The fitted curve for the chart; undefined before there are three points. */
  readonly curve: CurveReading | undefined
  readonly zone: ZoneReading
  /** What to try next, in one line. */
  readonly hint: string
  /** Loads that brought something else on the way down than on the way up. */
  readonly notes: readonly string[]
}

/**
 * The passive analysis, always on: whatever the operator does is cut into holds by the commanded load, and the holds are read as the
 * explorer reads its own. Limits appear only when the holds carry them.
 */
export function analysePassively(observations: readonly Observation[], settings: PassiveSettings): PassiveReport {
  const knowledge = knowledgeOf(observations, settings)
  const situation = situationOf(knowledge)
  const holds = knowledge.records.map(({ hold }) => hold)
  const curve = readCurve(situation.records.filter(isOfCurve).map(pointOf), settings.model)
  return {
    holds,
    capacity: gated(toCapacity(situation, undefined), curve, situation),
    curve,
    zone: zoneOf(holds.map(loadPointOf), settings.model),
    hint: nextTry(knowledge),
    notes: hysteresisNotes(holds, settings.model),
  }
}

function knowledgeOf(observations: readonly Observation[], settings: PassiveSettings): Knowledge {
  const spans = holdsOf(observations)
  // What the target is like without load is known only at the end, but every hold is judged by it.
  const first = recordsOf(spans, undefined, settings)
  const unloaded = unloadedOf(first.map(({ hold }) => hold))
  const records = recordsOf(spans, unloaded, settings)
  return { options: optionsOf(settings, first), unloaded, records }
}

function holdsOf(observations: readonly Observation[]): (readonly Observation[])[] {
  const collector = new HoldCollector()
  const ended = observations.map((tick) => collector.add(tick)).filter((span) => span !== undefined)
  return collector.ticks.length > 0 ? [...ended, collector.ticks] : ended
}

function recordsOf(
  spans: readonly (readonly Observation[])[],
  unloaded: Unloaded | undefined,
  settings: PassiveSettings,
): readonly TrialRecord[] {
  const context: HoldContext = { ...settings, unloaded, tolerance: defaultTolerance }
  return spans.reduce<readonly TrialRecord[]>((records, span) => {
    const situation = situationOf({ options: optionsOf(settings, records), unloaded, records })
    const record = handRecord(span, situation, context)
    return record === undefined ? records : [...records, record]
  }, [])
}

const optionsOf = (settings: PassiveSettings, records: readonly TrialRecord[]): ExplorerOptions => ({
  ...defaultOptions,
  ...settings,
  startLoad: Math.min(defaultOptions.startLoad, ...records.map(({ hold }) => hold.load)),
})

/** The fastest hold stands for the target without load; it loses nothing. */
function unloadedOf(holds: readonly Hold[]): Unloaded | undefined {
  const known = holds.filter(({ p50, p95 }) => p50 !== undefined && p95 !== undefined)
  const [fastest] = known
    .filter(({ verdict }) => verdict !== 'saturated')
    .toSorted((a, b) => (a.p95 ?? 0) - (b.p95 ?? 0))
  if (fastest === undefined) return undefined
  return { p50: fastest.p50 ?? 0, p95: fastest.p95 ?? 0, errorShare: Math.min(0.05, fastest.errorShare) }
}

const isOfCurve = ({ trial, hold }: TrialRecord): boolean => trial.purpose === 'by-hand' && hold.fall === undefined

const pointOf = ({ hold: { load, goodput } }: TrialRecord): CurvePoint => ({
  load,
  goodput: goodput.value,
  se: goodput.se,
})

const loadPointOf = ({ load, goodput, p50, p95, seconds, count }: Hold): Parameters<typeof zoneOf>[0][number] => ({
  load,
  goodput: goodput.value,
  se: goodput.se,
  p50,
  p95,
  seconds,
  count,
})

/** The straight line must be out of the question before a knee is shown (saturation.md 2.6); a cliff needs no curve. */
const surely = 6

function gated(capacity: Capacity, curve: CurveReading | undefined, { findings }: Situation): Capacity {
  const isBent = (curve?.evidence ?? 0) > surely || findings.shape === 'peak'
  if (capacity.capacity.kind === 'at-least' || isBent) return capacity
  const atLeast = { kind: 'at-least', value: capacity.capacity.value, dwell: capacity.capacity.dwell } as const
  return {
    ...capacity,
    capacity: atLeast,
    saturation: { ...atLeast, value: findings.lo?.load ?? 0 },
    buckle: undefined,
  }
}

const sameLoad = 0.03
const surelyDifferent = 3

/** Pairs of holds of the same load, once reached from below and once from above, that differ by more than 3 SE. */
function hysteresisNotes(holds: readonly Hold[], model: LoadModel): string[] {
  const directed = holds.map((hold, index) => ({ hold, isUp: hold.load >= (holds[index - 1]?.load ?? 0) }))
  return directed
    .filter(({ isUp }) => !isUp)
    .flatMap(({ hold: down }) => {
      const up = directed.find(
        ({ hold, isUp }) => isUp && Math.abs(hold.load - down.load) <= sameLoad * down.load,
      )?.hold
      if (up === undefined) return []
      const difference = up.goodput.value - down.goodput.value
      const error = Math.hypot(up.goodput.se, down.goodput.se)
      if (Math.abs(difference) <= Math.max(surelyDifferent * error, 0.02 * up.goodput.value)) return []
      const share = formatShare(Math.abs(difference) / up.goodput.value)
      return [
        `${formatLoad(down.load, model)} brought ${share} ${difference > 0 ? 'less' : 'more'} on the way down than on the way up`,
      ]
    })
}
