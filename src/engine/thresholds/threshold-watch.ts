import type { Millis } from '../../base/units.ts'
import type { SampleBook } from '../metrics/sample-book.ts'
import type { MetricDef } from '../metrics/metric.ts'
import type { Sink } from '../metrics/sink.ts'
import { type Instant, Judge, type ThresholdState } from './judge.ts'
import type { Threshold } from './threshold.ts'

/** How often all samples so far are judged (k6's rate). Thresholds with a window are judged whenever a window closes. */
const PERIOD: Millis = 2000

/** A closed window of the run. */
export interface WatchedWindow {
  readonly book: SampleBook
  readonly length: Millis
  /** Of the length, what was not paused. */
  readonly measured: Millis
}

/** What changed by the last judgement. */
export interface Judgement {
  /** As they stand now: crossed, or kept again. */
  readonly turned: readonly ThresholdState[]
  /** Of thresholds that are crossed and say that the run must end then. */
  readonly aborting: readonly ThresholdState[]
}

const nothing: Judgement = { turned: [], aborting: [] }

/** All thresholds of a run, from its beginning to its end. Knows no clock: the caller says what time it is. */
export class ThresholdWatch {
  readonly #judges: readonly Judge[]
  #states: readonly ThresholdState[]
  #next: Millis = PERIOD

  /** Thresholds on metrics that are not in the list are left out: they were refused before. */
  constructor(thresholds: readonly Threshold[], metrics: readonly MetricDef[]) {
    const known = new Map(metrics.map((metric) => [metric.name, metric]))
    this.#judges = thresholds.flatMap((threshold) => {
      const metric = known.get(threshold.selector.metric)
      return metric === undefined ? [] : [new Judge(threshold, metric)]
    })
    this.#states = this.#judges.map(({ state }) => state)
  }

  /** In the order in which they are written; the list is a new one only when something changed. */
  get states(): readonly ThresholdState[] {
    return this.#states
  }

  /** Called as the run goes on, at least after every closed window. */
  watch(closed: readonly WatchedWindow[], totals: SampleBook, instant: Instant): Judgement {
    const isDue = instant.now >= this.#next
    if (isDue) this.#next = (Math.floor(instant.now / PERIOD) + 1) * PERIOD
    if (!isDue && closed.length === 0) return nothing
    const turned = this.#judgeAll((judge) => {
      for (const window of closed) slide(judge, window, instant.now)
      if (isDue) judge.judge(sinkOf(totals, judge.threshold), instant)
    })
    const judged = this.#judges.filter(({ threshold }) => isDue || threshold.window !== undefined)
    const aborting = judged.filter((judge) => judge.wantsAbort(instant.now)).map(({ state }) => state)
    return { turned, aborting }
  }

  /** The run is over and everything is measured. */
  finish(closed: readonly WatchedWindow[], totals: SampleBook, instant: Instant): Judgement {
    const turned = this.#judgeAll((judge) => {
      for (const window of closed) slide(judge, window, instant.now)
      judge.finish(sinkOf(totals, judge.threshold), instant)
    })
    return { turned, aborting: [] }
  }

  #judgeAll(work: (judge: Judge) => void): readonly ThresholdState[] {
    for (const judge of this.#judges) work(judge)
    const states = this.#judges.map(({ state }) => state)
    const before = this.#states
    if (states.every((state, index) => state === before[index])) return []
    this.#states = states
    return states.filter((state, index) => state.ok !== before[index]?.ok)
  }
}

function slide(judge: Judge, { book, length, measured }: WatchedWindow, now: Millis): void {
  judge.slide({ sink: sinkOf(book, judge.threshold), length, measured }, now)
}

function sinkOf({ overall, submetrics }: SampleBook, { selector }: Threshold): Sink | undefined {
  const { source, metric, tags } = selector
  return tags.length === 0 ? overall.find(metric)?.sink : submetrics.find(source)?.sink
}
