import type { Millis } from '../../base/units.ts'
import type { MetricDef, MetricKind } from '../metrics/metric.ts'
import { isReading } from '../metrics/reading-metrics.ts'
import { makeSink, type Sink } from '../metrics/sink.ts'
import { holds, isEmpty, measure, worse } from './measure.ts'
import { type Slice, SlidingSink } from './sliding-sink.ts'
import type { Threshold } from './threshold.ts'

/** A threshold as it stands. */
export interface ThresholdState {
  /** As written: a metric, or a submetric with its tags in braces. */
  readonly metric: string
  /** As written: `p(95)<500`. */
  readonly source: string
  /** The left side without spaces: `p(95)`. */
  readonly method: string
  readonly limit: number
  readonly kind: MetricKind
  readonly contains: MetricDef['contains']
  readonly window: Millis | undefined
  /** What the left side comes to now: times in ms, rates of Rate metrics as shares. Undefined: it was not judged yet. */
  readonly value: number | undefined
  /** With a window: the value furthest on the wrong side of the limit so far. */
  readonly worst: number | undefined
  readonly ok: boolean
  /** Since when it is crossed, while it is. */
  readonly crossedAt: Millis | undefined
  /** Whether it makes the run fail: as it stands now, or, with a window, if any window crossed it. */
  readonly failed: boolean
  /** From then on the run is ended when it is crossed; undefined: never. */
  readonly abortsFrom: Millis | undefined
}

/** When something is judged. */
export interface Instant {
  /** Since the run began. */
  readonly now: Millis
  /** Of that, what was not paused: what rates are over. */
  readonly measured: Millis
}

/** Judges one threshold again and again. Knows no clock. */
export class Judge {
  readonly threshold: Threshold
  readonly #recent: SlidingSink | undefined
  #hasSamples = false
  #state: ThresholdState

  constructor(threshold: Threshold, { kind, contains }: Pick<MetricDef, 'kind' | 'contains'>) {
    this.threshold = threshold
    const { selector, expression, window, abortOnFail, delayAbortEval } = threshold
    const { method, percentile, source, limit } = expression
    this.#recent = window === undefined ? undefined : new SlidingSink(kind, window)
    this.#state = {
      metric: selector.source,
      source,
      method: method === 'p' ? `p(${percentile})` : method,
      limit,
      kind,
      contains,
      window,
      value: undefined,
      worst: undefined,
      ok: true,
      crossedAt: undefined,
      failed: false,
      abortsFrom: abortOnFail ? delayAbortEval : undefined,
    }
  }

  /** A new object whenever something changed. */
  get state(): ThresholdState {
    return this.#state
  }

  /** Crossed, and told to end the run for that. */
  wantsAbort(now: Millis): boolean {
    const { abortsFrom, ok } = this.#state
    return abortsFrom !== undefined && !ok && (abortsFrom === 0 || now > abortsFrom)
  }

  /** Without a window: judges by all samples so far. What has none is let be until the end of the run. */
  judge(sink: Sink | undefined, instant: Instant): void {
    if (this.#recent !== undefined || sink === undefined || isEmpty(sink)) return
    this.#settle(this.#measure(sink, instant.measured), instant.now)
  }

  /** With a window: takes the next closed window of the run, and judges if there is enough to fill its own. */
  slide(slice: Slice, now: Millis): void {
    if (this.#recent === undefined) return
    this.#recent.push(slice)
    this.#hasSamples ||= slice.sink !== undefined
    if (this.#recent.isFull) this.#judgeRecent(now)
  }

  /** The end of the run: what never had a sample is judged too, by the values of an empty metric. */
  finish(sink: Sink | undefined, { now, measured }: Instant): void {
    // What was to be watched and never told anything is no success.
    if (isReading(this.threshold.selector.metric) && !this.#hasSamples && (sink === undefined || isEmpty(sink))) {
      this.#state = { ...this.#state, ok: false, failed: true, crossedAt: now }
      return
    }
    if (this.#recent === undefined) this.#settle(this.#measure(sink ?? this.#empty(), measured), now)
    else if (!this.#recent.isFull) this.#judgeRecent(now)
  }

  #judgeRecent(now: Millis): void {
    const recent = this.#recent?.sum()
    if (recent === undefined || recent.measured === 0) return
    const sink = recent.sink ?? this.#silence()
    if (sink !== undefined && !isEmpty(sink)) this.#settle(this.#measure(sink, recent.measured), now)
  }

  /** Where nothing is counted any more that was counted before, the count is 0; other metrics have no value then. */
  #silence(): Sink | undefined {
    return this.#hasSamples && this.#state.kind === 'counter' ? this.#empty() : undefined
  }

  #empty(): Sink {
    return makeSink[this.#state.kind]()
  }

  #measure(sink: Sink, measured: Millis): number | undefined {
    return measure(this.threshold.expression, sink, measured / 1000)
  }

  /** No value counts as kept, as in k6. */
  #settle(value: number | undefined, now: Millis): void {
    const { expression, window } = this.threshold
    const before = this.#state
    const ok = value === undefined || holds(expression, value)
    const worst =
      window === undefined || value === undefined ? undefined : worse(expression, before.worst ?? value, value)
    const failed = !ok || (window !== undefined && before.failed)
    const crossedAt = ok ? undefined : (before.crossedAt ?? now)
    if (before.value === value && before.ok === ok) return
    this.#state = { ...before, value, worst, ok, crossedAt, failed }
  }
}
