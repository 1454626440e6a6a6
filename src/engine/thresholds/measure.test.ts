import { expect, it } from 'vitest'
import type { Sink } from '../metrics/sink.ts'
import { holds, isEmpty, measure, methodsOf, worse } from './measure.ts'
import { counterOf, gaugeOf, rateOf, thresholdOf, trendOf } from './testing/sinks.ts'

const expressionOf = (source: string) => thresholdOf('m', source).expression

it.each<[string, Sink, number | undefined]>([
  ['count>0', counterOf(12), 12],
  ['count>0', counterOf(0), 0],
  ['rate>0', counterOf(12), 3],
  ['value>0', gaugeOf(3, 9, 5), 5],
  ['value>0', gaugeOf(), 0],
  ['rate>0', rateOf(1, 4), 0.25],
  ['rate>0', rateOf(0, 4), 0],
  ['rate>0', rateOf(0, 0), undefined],
  ['avg>0', trendOf(1, 2, 6), 3],
  ['min>0', trendOf(4, 1, 2), 1],
  ['max>0', trendOf(4, 1, 2), 4],
  ['med>0', trendOf(1, 2, 4, 8), 3],
  ['p(0)>0', trendOf(1, 2, 4, 8), 1],
  ['p(50)>0', trendOf(1, 2, 4, 8), 3],
  ['p(75)>0', trendOf(1, 2, 4, 8), 5],
  ['p(100)>0', trendOf(1, 2, 4, 8), 8],
  ['avg>0', trendOf(), 0],
  ['min>0', trendOf(), 0],
  ['max>0', trendOf(), 0],
  ['med>0', trendOf(), 0],
  ['p(95)>0', trendOf(), 0],
])('measures the left side of %j over 4 s', (source, sink, expected) => {
  const value = measure(expressionOf(source), sink, 4)
  // Percentiles are right within 2^-11, so to three digits.
  expect(value === undefined ? undefined : Number(value.toPrecision(3))).toBe(expected)
})

it('has no rate of a counter where no time has passed', () => {
  expect(measure(expressionOf('rate<1'), counterOf(5), 0)).toBeUndefined()
})

const sinks: readonly Sink[] = [counterOf(1), gaugeOf(1), rateOf(1, 1), trendOf(1)]

it.each(['count', 'rate', 'value', 'avg', 'min', 'med', 'max', 'p(90)'])(
  'measures %s for the types of metrics that have it, and no others',
  (method) => {
    const expression = expressionOf(`${method}>0`)
    for (const sink of sinks) {
      const has = methodsOf[sink.kind].includes(expression.method)
      expect(measure(expression, sink, 1) !== undefined).toBe(has)
    }
  },
)

it.each([
  ['count<5', [4], [5, 6]],
  ['count<=5', [4, 5], [6]],
  ['count>5', [6], [4, 5]],
  ['count>=5', [5, 6], [4]],
  ['count==5', [5], [4, 6]],
  ['count===5', [5], [4, 6]],
  ['count!=5', [4, 6], [5]],
])('%s is kept by %j and not by %j', (source, kept, crossed) => {
  const expression = expressionOf(source)
  for (const value of kept) expect(holds(expression, value)).toBe(true)
  for (const value of crossed) expect(holds(expression, value)).toBe(false)
})

it.each<[Sink, boolean]>([
  [counterOf(0), false],
  [gaugeOf(), true],
  [gaugeOf(0), false],
  [rateOf(0, 0), true],
  [rateOf(0, 1), false],
  [trendOf(), true],
  [trendOf(0), false],
])('knows what has no samples yet', (sink, expected) => {
  expect(isEmpty(sink)).toBe(expected)
})

it.each([
  ['count<5', 6, 9, 9],
  ['count<=5', 9, 6, 9],
  ['count>5', 1, 4, 1],
  ['count>=5', 4, 1, 1],
  ['count==5', 4, 7, 4],
])('for %s finds of %d and %d that %d is worse', (source, a, b, expected) => {
  expect(worse(expressionOf(source), a, b)).toBe(expected)
})
