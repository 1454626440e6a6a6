import { AggregationTemporality, DataPointType } from '@opentelemetry/sdk-metrics'
import { expect, it } from 'vitest'
import { makeSink } from '../../metrics/sink.ts'
import { seriesOf } from '../testing/samples.ts'
import { metricsOf, metricsOfFigures, pointsIn } from './metric-data.ts'

const span = { from: 1500.5, to: 2000 }
const times = { startTime: [1, 500_500_000], endTime: [2, 0] }

it('makes of counters and gauges what k6 makes of them', () => {
  const counter = makeSink.counter()
  counter.sum = 5
  const gauge = makeSink.gauge()
  gauge.set(3, 1, 9)
  const tags = [
    ['group', ''],
    ['method', 'GET'],
  ] as const
  const metrics = metricsOf(
    [
      { series: seriesOf('data_sent', { contains: 'data', tags }), sink: counter, changedAt: 1 },
      { series: seriesOf('vus', { kind: 'gauge' }), sink: gauge, changedAt: 1 },
    ],
    'load.',
    span,
  )
  expect(metrics).toMatchObject([
    {
      descriptor: { name: 'load.data_sent', unit: 'By' },
      dataPointType: DataPointType.SUM,
      isMonotonic: true,
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      dataPoints: [{ ...times, attributes: { method: 'GET' }, value: 5 }],
    },
    { descriptor: { name: 'load.vus', unit: '' }, dataPointType: DataPointType.GAUGE, dataPoints: [{ value: 3 }] },
  ])
})

it('makes one counter of a rate, with a condition of zero or nonzero', () => {
  const rate = makeSink.rate()
  Object.assign(rate, { passes: 3, total: 10 })
  const [metric] = metricsOf([{ series: seriesOf('checks', { kind: 'rate' }), sink: rate, changedAt: 1 }], '', span)
  expect(metric).toMatchObject({
    descriptor: { name: 'checks.total' },
    dataPoints: [
      { attributes: { condition: 'nonzero' }, value: 3 },
      { attributes: { condition: 'zero' }, value: 7 },
    ],
  })
})

it('puts the values of a trend into the default buckets; a boundary belongs to the bucket below it', () => {
  const trend = makeSink.trend()
  for (const value of [-1, 0, 5, 5.1, 10, 10_000, 10_050]) trend.histogram.record(value)
  const series = seriesOf('waited', { kind: 'trend', contains: 'time' })
  const [metric] = metricsOf([{ series, sink: trend, changedAt: 1 }], '', span)
  expect(metric).toMatchObject({
    descriptor: { unit: 'ms' },
    dataPointType: DataPointType.HISTOGRAM,
    dataPoints: [
      {
        value: {
          count: 7,
          min: -1,
          max: 10_050,
          buckets: { counts: [2, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1] },
        },
      },
    ],
  })
})

it('has one metric for series of the same name, and counts its points', () => {
  const sums = ['a', 'b'].map((name) => ({
    series: seriesOf('http_reqs', { tags: [['name', name]] }),
    sink: makeSink.counter(),
    changedAt: 1,
  }))
  const metrics = metricsOf(sums, '', span)
  expect(metrics).toHaveLength(1)
  expect(pointsIn(metrics)).toBe(2)
})

it('has a point of a figure for each second', () => {
  const figure = { name: 'kneepoint_start_lag_p99', contains: 'time', tags: [] } as const
  const metrics = metricsOfFigures(
    [
      { at: 1000, figures: [{ ...figure, value: 1 }] },
      { at: 2000, figures: [{ ...figure, value: 2 }] },
    ],
    '',
  )
  expect(metrics).toMatchObject([
    {
      descriptor: { name: 'kneepoint_start_lag_p99', unit: 'ms' },
      dataPoints: [
        { endTime: [1, 0], value: 1 },
        { endTime: [2, 0], value: 2 },
      ],
    },
  ])
})
