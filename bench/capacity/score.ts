import type { Capacity, Limit } from '../../src/analysis/capacity.ts'
import type { Case } from './cases.ts'
import type { CaseTruth } from './truth.ts'

/** A target that was explored, what is true of it and what was found. */
export interface ScoredRun {
  readonly case: Case
  readonly seed: number
  readonly truth: CaseTruth
  readonly answer: Capacity
  /** s until the capacity was known, and until all was. */
  readonly capacityAfter: number
  readonly doneAfter: number
  readonly sent: number
  /** Highest load that was commanded. */
  readonly highest: number
}

/** How one run did. Errors are relative and signed; undefined where there is nothing to compare. */
export interface Score {
  readonly name: string
  readonly seed: number
  /** True capacity. */
  readonly truth: number | undefined
  readonly capacity: Comparison
  readonly saturation: Comparison
  readonly buckle: Comparison
  /** Goodput at the buckle load found, compared with what it should be there: a load is ill-conditioned on a shallow decline. */
  readonly buckleGoodput: number | undefined
  readonly missed: readonly string[]
  readonly isFalseSaturation: boolean
  readonly isFalseBuckle: boolean
  readonly isWrongKind: boolean
  readonly capacityAfter: number
  readonly doneAfter: number
  readonly sent: number
  readonly overshoot: number | undefined
}

export interface Comparison {
  readonly error: number | undefined
  /** Whether the truth is inside the 95 % interval. */
  readonly isCovered: boolean | undefined
}

export function scoreOf(run: ScoredRun): Score {
  const { truth, answer } = run
  const buckle = buckleOf(run)
  return {
    name: run.case.name,
    seed: run.seed,
    truth: truth.capacity,
    capacity: compare(answer.capacity, truth.capacity),
    saturation: compare(answer.saturation, truth.saturation),
    buckle: compare(buckle, truth.buckle),
    buckleGoodput: goodputError(run, buckle),
    missed: missedBy(run),
    isFalseSaturation: truth.capacity === undefined && answer.capacity.kind === 'found',
    isFalseBuckle: truth.buckleKind === undefined && buckle !== undefined,
    isWrongKind: isWrongKind(run),
    capacityAfter: run.capacityAfter,
    doneAfter: run.doneAfter,
    sent: run.sent,
    overshoot: truth.saturation === undefined ? undefined : run.highest / truth.saturation,
  }
}

const buckleOf = ({ answer }: ScoredRun): Limit | undefined =>
  answer.buckle === undefined || answer.buckle.kind === 'none' ? undefined : answer.buckle.load

function compare(limit: Limit | undefined, truth: number | undefined): Comparison {
  if (limit?.kind !== 'found' || truth === undefined) return { error: undefined, isCovered: undefined }
  return { error: limit.value / truth - 1, isCovered: limit.low <= truth && truth <= limit.high }
}

/** Overloads up to here are looked at, as a multiple of the load at saturation. */
const farthest = 2.8

function missedBy(run: ScoredRun): string[] {
  const { truth, answer } = run
  const isInReach = truth.buckle !== undefined && truth.buckle < farthest * (truth.saturation ?? 0)
  return [
    ...(truth.capacity !== undefined && answer.capacity.kind === 'at-least' ? ['capacity'] : []),
    ...(isInReach && buckleOf(run) === undefined ? ['buckle'] : []),
  ]
}

const isWrongKind = (run: ScoredRun): boolean =>
  run.truth.buckleKind !== undefined && buckleOf(run) !== undefined && run.answer.buckle?.kind !== run.truth.buckleKind

function goodputError({ truth }: ScoredRun, limit: Limit | undefined): number | undefined {
  if (limit?.kind !== 'found' || truth.goodput === undefined || truth.capacity === undefined) return undefined
  if (truth.buckle === undefined || isCliff(truth.goodput, truth.buckle)) return undefined
  return truth.goodput(limit.value) / (0.9 * truth.capacity) - 1
}

/** At a cliff there is no goodput to compare. */
const isCliff = (goodput: (load: number) => number, at: number): boolean =>
  goodput(1.01 * at) < 0.9 * goodput(0.99 * at)
