import {
  canDiffer,
  compareRuns,
  type Compared,
  FEWEST_SPANS,
  type Measure,
} from '../../analysis/compare/compare-runs.ts'
import { UserError } from '../../base/errors.ts'
import type { Millis, Share } from '../../base/units.ts'
import type { RunRecord } from '../../engine/record/read-record.ts'
import type { CompareMeasure, Span } from './compare-measure.ts'
import { type RunSpans, spansOf } from './spans.ts'

export interface ComparisonRequest {
  readonly a: RunRecord
  readonly b: RunRecord
  readonly measures: readonly CompareMeasure[]
  /** Left out at the beginning of both. */
  readonly skip: Millis
  readonly leastChange: Share
}

export interface Comparison {
  readonly rows: readonly Compared[]
  /** How it was done, for whoever must trust it. */
  readonly method: string
  /** What makes the comparison weaker than it looks. */
  readonly notes: readonly string[]
}

/** Compares two recorded runs. Throws when they have nothing in common that was asked for. */
export function compareRecords(request: ComparisonRequest): Comparison {
  const { a, b, measures, skip, leastChange } = request
  const [ofA, ofB] = [spansOf(a, skip), spansOf(b, skip)]
  const isPaired = isSamePlan(a, b) && varies(ofA) && ofA.length === ofB.length
  const common = measures.flatMap((measure) => {
    const values = valuesOf(measure, ofA, ofB, isPaired)
    return values === undefined ? [] : [values]
  })
  if (common.length === 0) throw nothingInCommon(measures, ofA, ofB)
  return {
    rows: compareRuns(common, { isPaired, leastChange }),
    method: methodOf({ ofA, ofB, isPaired, request, count: common.filter(canDiffer).length }),
    notes: notesOn(request, ofA, ofB),
  }
}

function valuesOf(measure: CompareMeasure, a: RunSpans, b: RunSpans, isPaired: boolean): Measure | undefined {
  const { name, unit, better, read } = measure
  if (!isPaired) {
    const [ofA, ofB] = [known(a.spans.map(read)), known(b.spans.map(read))]
    return ofA.length === 0 || ofB.length === 0 ? undefined : { name, unit, better, a: ofA, b: ofB }
  }
  const pairs = a.spans.flatMap((span, index) => {
    const other = b.spans[index]
    const [x, y] = [read(span), other === undefined ? undefined : read(other)]
    return x === undefined || y === undefined ? [] : [[x, y] as const]
  })
  return pairs.length === 0 ? undefined : { name, unit, better, a: pairs.map(([x]) => x), b: pairs.map(([, y]) => y) }
}

const known = (values: readonly (number | undefined)[]): number[] => values.filter((value) => value !== undefined)

const isSamePlan = (a: RunRecord, b: RunRecord): boolean =>
  JSON.stringify(a.header.config.scenarios) === JSON.stringify(b.header.config.scenarios)

/** A load that changes by more than this makes every other number change with it. */
const STEADY: Share = 0.1

const offeredIn = ({ book, seconds }: Span): number => book.overall.counter('iterations_due') / seconds
const meanOffered = ({ spans }: RunSpans): number =>
  spans.reduce((sum, span) => sum + offeredIn(span), 0) / Math.max(1, spans.length)

function varies(run: RunSpans): boolean {
  const mean = meanOffered(run)
  const squares = run.spans.reduce((sum, span) => sum + (offeredIn(span) - mean) ** 2, 0)
  return Math.sqrt(squares / Math.max(1, run.spans.length)) > STEADY * mean
}

interface Done {
  readonly ofA: RunSpans
  readonly ofB: RunSpans
  readonly isPaired: boolean
  readonly request: ComparisonRequest
  readonly count: number
}

function methodOf({ ofA, ofB, isPaired, request, count }: Done): string {
  const test = isPaired
    ? 'signed-rank test of Wilcoxon over spans of the same moments (the load changes, and both runs have the same plan)'
    : 'rank test of Mann and Whitney over spans'
  const spans = `${ofA.spans.length} and ${ofB.spans.length} spans of ${ofA.length / 1000} s`
  const left = `the first ${request.skip / 1000} s are left out, changes under ${request.leastChange * 100} % do not count`
  return `${test}: ${spans}, 95 % intervals, adjusted for ${count} ${count === 1 ? 'measure' : 'measures'} that can differ (Holm); ${left}`
}

/** Latency under another load is not like for like. */
const SAME_LOAD: Share = 0.02

function notesOn({ a, b }: ComparisonRequest, ofA: RunSpans, ofB: RunSpans): string[] {
  const [loadA, loadB] = [meanOffered(ofA), meanOffered(ofB)]
  const off = loadA === 0 ? 0 : loadB / loadA - 1
  const notes = [
    Math.abs(off) > SAME_LOAD
      ? `B was offered ${Math.abs(off * 100).toFixed(0)} % ${off > 0 ? 'more' : 'less'} load than A: what depends on load is not like for like`
      : undefined,
    a.header.target === b.header.target ? undefined : `they ran ${a.header.target} and ${b.header.target}`,
    ...[a, b].map((record, index) =>
      record.result === undefined ? `${'AB'[index]} was cut off: only what was recorded counts` : undefined,
    ),
    ...[a, b].map((record, index) =>
      record.damaged > 0 ? `${record.damaged} damaged lines of ${'AB'[index]} are left out` : undefined,
    ),
  ]
  return notes.filter((note) => note !== undefined)
}

function nothingInCommon(measures: readonly CompareMeasure[], a: RunSpans, b: RunSpans): UserError {
  const isShort = a.spans.length === 0 || b.spans.length === 0
  const names = measures.map(({ name }) => name).join(', ')
  return new UserError(
    'NOTHING_TO_COMPARE',
    isShort
      ? `the runs have ${a.spans.length} and ${b.spans.length} whole seconds to compare; at least ${FEWEST_SPANS} are needed`
      : `the runs have none of these in common: ${names}`,
    { hint: isShort ? 'record longer runs, or leave out less with --skip' : 'name others with --measure' },
  )
}
