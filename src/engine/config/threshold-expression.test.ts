import { expect, it } from 'vitest'
import { problemsOf } from '../../base/result.ts'
import { parseThresholdExpression } from './threshold-expression.ts'

it.each([
  ['p(95)<500', { method: 'p', percentile: 95, operator: '<', limit: 500 }],
  ['p(99.9) <= 1.5', { method: 'p', percentile: 99.9, operator: '<=', limit: 1.5 }],
  ['p(0)>0', { method: 'p', percentile: 0, operator: '>', limit: 0 }],
  ['p(100)>0', { method: 'p', percentile: 100, operator: '>', limit: 0 }],
  ['rate<0.01', { method: 'rate', operator: '<', limit: 0.01 }],
  ['count >= 100', { method: 'count', operator: '>=', limit: 100 }],
  ['count===100', { method: 'count', operator: '===', limit: 100 }],
  ['count==100', { method: 'count', operator: '==', limit: 100 }],
  ['value!=3', { method: 'value', operator: '!=', limit: 3 }],
  ['  avg  >  1e3  ', { method: 'avg', operator: '>', limit: 1000 }],
  ['med<-5', { method: 'med', operator: '<', limit: -5 }],
  ['min>1', { method: 'min', operator: '>', limit: 1 }],
  ['avg<1_000', { method: 'avg', operator: '<', limit: 1000 }],
  ['avg<.5', { method: 'avg', operator: '<', limit: 0.5 }],
  ['avg<+inf', { method: 'avg', operator: '<', limit: Number.POSITIVE_INFINITY }],
  ['max<200', { method: 'max', operator: '<', limit: 200 }],
])('takes %j apart', (source, expected) => {
  const read = parseThresholdExpression(source, 't')
  expect(read).toEqual({ ok: true, value: { source, percentile: undefined, ...expected } })
})

const left = 't must begin with one of value, count, rate, avg, min, med, max or p(0..100), got '
it.each<[string, string[]]>([
  ['', ['t must compare with one of <= < >= > === == !=, got "" (character 1)']],
  ['rate', ['t must compare with one of <= < >= > === == !=, got "rate" (character 5)']],
  ['rate<', ['t must compare with one of <= < >= > === == !=, got "rate<" (character 5)']],
  ['rate=1', ['t must compare with one of <= < >= > === == !=, got "rate=1" (character 5)']],
  ['p95<500', [`${left}"p95<500" (character 1)`]],
  ['p(101)<500', [`${left}"p(101)<500" (character 1)`]],
  ['p( 99 )<500', [`${left}"p( 99 )<500" (character 1)`]],
  ['p(0x10)<500', [`${left}"p(0x10)<500" (character 1)`]],
  ['  p(-1)<500', [`${left}"  p(-1)<500" (character 3)`]],
  ['p(95) <  5ms', ['t must end with a number, got "p(95) <  5ms" (character 10)']],
  ['p(95)  500', ['t must compare with one of <= < >= > === == !=, got "p(95)  500" (character 8)']],
  ['avg<1e400', ['t must end with a number, got "avg<1e400" (character 5)']],
  ['p(-1)<500', [`${left}"p(-1)<500" (character 1)`]],
  ['p()<500', [`${left}"p()<500" (character 1)`]],
  ['<500', [`${left}"<500" (character 1)`]],
  ['rate< ', ['t must end with a number, got "rate< " (character 7)']],
  ['rate<1%', ['t must end with a number, got "rate<1%" (character 6)']],
  ['rat<1%', [`${left}"rat<1%" (character 1)`, 't must end with a number, got "rat<1%" (character 5)']],
])('refuses %j', (source, problems) => {
  expect(problemsOf(parseThresholdExpression(source, 't'))).toEqual(problems)
})
