import { handRecord } from '../explorer/hand-record.ts'
import type { ExplorerOptions } from '../explorer/options.ts'
import type { TrialRecord } from '../explorer/trial.ts'
import { type Hold, type Unloaded, unloadedBy } from '../hold/hold.ts'
import { defaultTolerance } from '../hold/judge-hold.ts'
import type { Observation } from '../observation.ts'

type Span = readonly Observation[]

/** What was made of a span, and of what that depends. */
interface Judged {
  readonly record: TrialRecord | undefined
  readonly unloaded: Unloaded | undefined
  readonly before: TrialRecord | undefined
}

/** Spans that are judged anew when more is known of the target without load; older ones stay as they were judged. */
const mostSpans = 100
/** Older holds than so many are forgotten. */
const mostFrozen = 400

type Settings = Pick<ExplorerOptions, 'model' | 'inFlightCap'>

/**
 * The holds of an operator as records. What the target is like without load is known only in the course of time, but every hold is
 * judged by it: so holds are kept with their observations and judged anew when that changes.
 */
export class HandHolds {
  readonly #settings: Settings
  #frozen: readonly TrialRecord[] = []
  #spans: readonly Span[] = []
  /** By span: the hold as it is without knowing more, and as it is last judged. */
  readonly #plain = new WeakMap<Span, Hold | undefined>()
  readonly #judged = new WeakMap<Span, Judged>()
  #unloaded: Unloaded | undefined

  constructor(settings: Settings) {
    this.#settings = settings
  }

  add(span: Span): void {
    this.#spans = [...this.#spans, span]
    if (this.#spans.length <= mostSpans) return
    const [oldest, ...rest] = this.#spans
    const record = oldest === undefined ? undefined : this.#judged.get(oldest)?.record
    if (record !== undefined) this.#frozen = [...this.#frozen, record].slice(-mostFrozen)
    this.#spans = rest
  }

  /** All of them, the one that goes on among them. */
  withPresent(present: Span): { readonly unloaded: Unloaded | undefined; readonly records: readonly TrialRecord[] } {
    const spans = present.length > 0 ? [...this.#spans, present] : this.#spans
    const plain = spans.map((span) => this.#plainHold(span, span !== present))
    const holds = [...this.#frozen.map(({ hold }) => hold), ...plain.filter((hold) => hold !== undefined)]
    this.#unloaded = settledOn(this.#unloaded, unloadedOf(holds))
    const records: TrialRecord[] = [...this.#frozen]
    for (const span of spans) {
      const record = this.#record(span, records.at(-1), span !== present)
      if (record !== undefined) records.push(record)
    }
    return { unloaded: this.#unloaded, records }
  }

  #plainHold(span: Span, isOver: boolean): Hold | undefined {
    if (this.#plain.has(span)) return this.#plain.get(span)
    const hold = this.#judge(span, undefined, undefined)?.hold
    if (isOver) this.#plain.set(span, hold)
    return hold
  }

  #record(span: Span, before: TrialRecord | undefined, isOver: boolean): TrialRecord | undefined {
    const unloaded = this.#unloaded
    const known = this.#judged.get(span)
    if (known !== undefined && known.unloaded === unloaded && known.before === before) return known.record
    const record = this.#judge(span, before, unloaded)
    if (isOver) this.#judged.set(span, { record, unloaded, before })
    return record
  }

  #judge(span: Span, last: TrialRecord | undefined, unloaded: Unloaded | undefined): TrialRecord | undefined {
    const context = { ...this.#settings, unloaded, tolerance: defaultTolerance }
    return handRecord(span, { last, unloaded, model: context.model }, context)
  }
}

/** The fastest hold stands for the target without load; it loses nothing. */
function unloadedOf(holds: readonly Hold[]): Unloaded | undefined {
  const known = holds.filter(({ p50, p95 }) => p50 !== undefined && p95 !== undefined)
  const [fastest] = known
    .filter(({ verdict }) => verdict !== 'saturated')
    .toSorted((a, b) => (a.p95 ?? 0) - (b.p95 ?? 0))
  if (fastest === undefined) return undefined
  return { ...unloadedBy(fastest), errorShare: Math.min(0.05, fastest.errorShare) }
}

/** Differences below this are no reason to judge everything anew. */
const sameShare = 0.02

/** The value that is known already, as long as the new one is about the same. */
function settledOn(before: Unloaded | undefined, now: Unloaded | undefined): Unloaded | undefined {
  if (before === undefined || now === undefined) return now
  const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= sameShare * b
  const isSettled = isSame(before.p50, now.p50) && isSame(before.p95, now.p95)
  return isSettled && Math.abs(before.errorShare - now.errorShare) < 0.001 ? before : now
}
