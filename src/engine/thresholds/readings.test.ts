import { expect, it } from 'vitest'
import { readingMetrics } from '../metrics/reading-metrics.ts'
import { findThresholdProblems } from './find-problems.ts'
import { Judge } from './judge.ts'
import { thresholdOf, trendOf } from './testing/sinks.ts'

const end = { now: 5000, measured: 5000 }
const trend = { kind: 'trend', contains: 'default' } as const

it('calls a threshold on a reading that never came crossed, and one on a metric without samples kept', () => {
  const reading = new Judge(thresholdOf('target.cpu', 'avg<70'), trend)
  const metric = new Judge(thresholdOf('my_trend', 'avg<70'), trend)
  for (const judge of [reading, metric]) judge.finish(undefined, end)
  expect(reading.state).toMatchObject({ ok: false, failed: true, value: undefined, crossedAt: 5000 })
  expect(metric.state).toMatchObject({ ok: true, failed: false, value: 0 })
})

it('judges a reading that came like any trend', () => {
  const judge = new Judge(thresholdOf('target.cpu', 'max<70'), trend)
  judge.finish(trendOf(20, 80), end)
  expect(judge.state).toMatchObject({ ok: false, value: 80 })
})

it('knows the readings by name, and the series that are asked for', () => {
  const thresholds = { 'host.cpu': ['avg<70'], 'target.pool': ['max<9'], 'target.nothing': ['max<9'] }
  const config = {
    thresholds: Object.fromEntries(
      Object.entries(thresholds).map(([name, [threshold = '']]) => [
        name,
        [{ threshold, abortOnFail: false, delayAbortEval: 0, window: undefined }],
      ]),
    ),
  }
  expect(findThresholdProblems(config, readingMetrics(['pool']))).toEqual([
    expect.stringMatching(/no metric "target.nothing"/),
  ])
})
