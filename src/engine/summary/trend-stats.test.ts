import { expect, it } from 'vitest'
import { Histogram } from '../metrics/histogram.ts'
import { trendStats } from './trend-stats.ts'

function histogramOf(...values: readonly number[]): Histogram {
  const histogram = new Histogram()
  for (const value of values) histogram.record(value)
  return histogram
}

it('gives the statistics that are asked for, in their order', () => {
  const values = trendStats(histogramOf(8, 1, 2, 4), ['p(100)', 'avg', 'p(.5)', 'med', 'count', 'max', 'min', 'p(50)'])
  expect(Object.keys(values)).toEqual(['p(100)', 'avg', 'p(.5)', 'med', 'count', 'max', 'min', 'p(50)'])
  expect(values).toMatchObject({ 'p(100)': 8, avg: 3.75, count: 4, max: 8, min: 1 })
  expect(values['med']).toBeCloseTo(3, 2)
  expect(values['p(50)']).toBe(values['med'])
  expect(values['p(.5)']).toBeCloseTo(1.015, 2)
})

it('is 0 everywhere without samples', () => {
  expect(trendStats(histogramOf(), ['avg', 'min', 'med', 'max', 'p(95)', 'count'])).toEqual({
    avg: 0,
    min: 0,
    med: 0,
    max: 0,
    'p(95)': 0,
    count: 0,
  })
})
