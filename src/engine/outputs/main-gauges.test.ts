import { expect, it } from 'vitest'
import { Aggregator } from '../metrics/aggregator.ts'
import { MainGauges } from './main-gauges.ts'

it('tells vus and vus_max in the form of a worker, with the tags of the run', () => {
  const gauges = new MainGauges({ b: '2', a: '1' })
  const first = gauges.measure({ from: 0, to: 1000, time: 51_000 }, 3, 10)
  const second = gauges.measure({ from: 1000, to: 2000, time: 52_000 }, 5, 10)
  const tags = [
    ['a', '1'],
    ['b', '2'],
  ]
  expect(first.delta.newSeries).toMatchObject([
    { metric: 'vus', tags },
    { metric: 'vus_max', tags },
  ])
  expect(second.delta.newSeries).toEqual([])
  expect([...second.samples.values]).toEqual([5, 10])
  expect([...second.samples.times]).toEqual([52_000, 52_000])
  const aggregator = new Aggregator([-1], [])
  aggregator.apply(first.delta)
  aggregator.apply(second.delta)
  aggregator.closeAll(2000)
  expect(aggregator.totals.overall.gauge('vus')).toMatchObject({ last: 5, min: 3, max: 5 })
})
