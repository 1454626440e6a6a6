import { describe, expect, it } from 'vitest'
import { SampleBook } from '../metrics/sample-book.ts'
import type { MetricKind } from '../metrics/metric.ts'
import { mergeSinks, type Sink } from '../metrics/sink.ts'
import type { Threshold } from './threshold.ts'
import { type Judgement, ThresholdWatch } from './threshold-watch.ts'
import { counterOf, metricOf, rateOf, thresholdOf, trendOf } from './testing/sinks.ts'

/** A run that closes a window whenever it is told what was measured in it. */
class Run {
  readonly watch: ThresholdWatch
  readonly #totals = new SampleBook()
  readonly #kind: MetricKind
  now = 0

  constructor(kind: MetricKind, ...thresholds: readonly Threshold[]) {
    this.#kind = kind
    this.watch = new ThresholdWatch(thresholds, [metricOf('m', kind)])
  }

  /** A second of the run; `paused` of it does not count. */
  second(sink: Sink | undefined, paused = 0, metric = 'm'): Judgement {
    const book = new SampleBook()
    if (sink !== undefined) {
      const view = metric.includes('{') ? book.submetrics : book.overall
      mergeSinks(view.sink(metric, { kind: this.#kind, contains: 'default', internal: false }), sink)
    }
    this.#totals.merge(book)
    this.now += 1000
    return this.watch.watch([{ book, length: 1000, measured: 1000 - paused }], this.#totals, this.#instant)
  }

  seconds(...sinks: readonly (Sink | undefined)[]): Judgement[] {
    return sinks.map((sink) => this.second(sink))
  }

  finish(): Judgement {
    return this.watch.finish([], this.#totals, this.#instant)
  }

  get state() {
    return this.watch.states[0]
  }

  get #instant() {
    return { now: this.now, measured: this.now }
  }
}

const crossings = (judgements: readonly Judgement[]): string[] =>
  judgements.map(({ turned }) => turned.map(({ ok }) => (ok ? 'kept' : 'crossed')).join())

describe('over the whole run', () => {
  it('judges every two seconds by all samples so far', () => {
    const run = new Run('counter', thresholdOf('m', 'count<10'))
    expect(crossings(run.seconds(counterOf(9), counterOf(0), counterOf(9), counterOf(0)))).toEqual([
      '',
      '',
      '',
      'crossed',
    ])
    expect(run.state).toMatchObject({ value: 18, ok: false, failed: true, crossedAt: 4000, limit: 10, method: 'count' })
  })

  it('says when it is kept again, and since when it was crossed', () => {
    const run = new Run('rate', thresholdOf('m', 'rate<0.5'))
    run.seconds(rateOf(1, 1), undefined, undefined, undefined)
    expect(run.state).toMatchObject({ value: 1, ok: false, crossedAt: 2000 })
    expect(crossings(run.seconds(rateOf(0, 9), undefined))).toEqual(['', 'kept'])
    expect(run.state).toMatchObject({ value: 0.1, ok: true, crossedAt: undefined, failed: false })
  })

  it('skips what has no samples until the end of the run, and then judges it as empty', () => {
    const run = new Run('counter', thresholdOf('m', 'count>0'))
    run.seconds(undefined, undefined, undefined, undefined)
    expect(run.state).toMatchObject({ value: undefined, ok: true })
    run.finish()
    expect(run.state).toMatchObject({ value: 0, ok: false, failed: true })
  })

  it('takes a rate without samples as kept', () => {
    const run = new Run('rate', thresholdOf('m', 'rate>0.9'))
    run.seconds(undefined, undefined)
    run.finish()
    expect(run.state).toMatchObject({ value: undefined, ok: true })
  })

  it('judges a submetric by its own samples', () => {
    const run = new Run('counter', thresholdOf('m{a:b}', 'count<10'))
    run.second(counterOf(100))
    run.second(counterOf(3), 0, 'm{a:b}')
    expect(run.state).toMatchObject({ metric: 'm{a:b}', value: 3, ok: true })
  })

  it('judges once more at the end of the run', () => {
    const run = new Run('counter', thresholdOf('m', 'count<10'))
    run.seconds(undefined, undefined, counterOf(50))
    expect(run.state?.ok).toBe(true)
    expect(run.finish().turned).toMatchObject([{ ok: false, value: 50 }])
  })

  it('keeps the list of states while nothing changes', () => {
    const run = new Run('counter', thresholdOf('m', 'count<10'))
    run.seconds(counterOf(1), undefined)
    const { states } = run.watch
    run.seconds(undefined, undefined)
    expect(run.watch.states).toBe(states)
  })
})

describe('that end the run', () => {
  const aborting = (...written: Parameters<typeof thresholdOf>): number | undefined => {
    const run = new Run('counter', thresholdOf(...written))
    for (let second = 1; second <= 12; second += 1) {
      if (run.second(counterOf(5)).aborting.length > 0) return run.now
    }
    return undefined
  }

  it('do so when they are crossed', () => {
    expect(aborting('m', 'count<18', { abortOnFail: true })).toBe(4000)
    expect(aborting('m', 'count<18')).toBeUndefined()
    expect(aborting('m', 'count<1000', { abortOnFail: true })).toBeUndefined()
  })

  it('wait for their delay', () => {
    expect(aborting('m', 'count<18', { abortOnFail: true, delayAbortEval: 5000 })).toBe(6000)
    expect(aborting('m', 'count<18', { abortOnFail: true, delayAbortEval: 6000 })).toBe(8000)
    expect(aborting('m', 'count<18', { abortOnFail: true, delayAbortEval: 60_000 })).toBeUndefined()
  })

  it('do so within a second when they have a window', () => {
    expect(aborting('m', 'count<8', { abortOnFail: true, window: 3000 })).toBe(3000)
  })
})

describe('with a window', () => {
  it('judge the last seconds as soon as there are enough of them', () => {
    const run = new Run('trend', thresholdOf('m', 'max<100', { window: 2000 }))
    const turns = crossings(run.seconds(trendOf(500), trendOf(5), trendOf(5), trendOf(5), trendOf(500)))
    expect(turns).toEqual(['', 'crossed', 'kept', '', 'crossed'])
  })

  it('fail the run when any window crossed them, and remember the worst', () => {
    const run = new Run('trend', thresholdOf('m', 'max<100', { window: 1000 }))
    run.seconds(trendOf(5), trendOf(300), trendOf(200), trendOf(5))
    expect(run.state).toMatchObject({ value: 5, worst: 300, ok: true, failed: true, crossedAt: undefined })
  })

  it('count 0 where nothing comes any more, but not where nothing came yet', () => {
    const run = new Run('counter', thresholdOf('m', 'rate>1', { window: 1000 }))
    expect(crossings(run.seconds(undefined, counterOf(5), undefined))).toEqual(['', '', 'crossed'])
  })

  it('are let be where other metrics have no samples', () => {
    const run = new Run('trend', thresholdOf('m', 'max>1', { window: 1000 }))
    run.seconds(trendOf(5), undefined)
    expect(run.state).toMatchObject({ value: 5, ok: true })
  })

  it('leave pauses out', () => {
    const run = new Run('counter', thresholdOf('m', 'rate>=10', { window: 2000 }))
    run.second(counterOf(10))
    expect(
      crossings([run.second(counterOf(1), 900), run.second(undefined, 1000), run.second(undefined, 1000)]),
    ).toEqual(['', '', ''])
  })

  it('judge a run that is shorter than the window at its end', () => {
    const run = new Run('counter', thresholdOf('m', 'count<3', { window: 60_000 }))
    run.seconds(counterOf(2), counterOf(2))
    expect(run.state?.ok).toBe(true)
    run.finish()
    expect(run.state).toMatchObject({ value: 4, worst: 4, ok: false, failed: true })
  })
})
