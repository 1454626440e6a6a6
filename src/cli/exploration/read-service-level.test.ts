import { expect, it } from 'vitest'
import { readServiceLevel } from './read-service-level.ts'

it.each([
  ['p(95)<300,errors<1%', { responses: { share: 0.95, within: 300 }, errors: 0.01 }],
  ['p99 < 1.5s', { responses: { share: 0.99, within: 1500 }, errors: undefined }],
  ['med<20ms', { responses: { share: 0.5, within: 20 }, errors: undefined }],
  ['errors<0.001', { responses: undefined, errors: 0.001 }],
  ['p(99.5)<200', { responses: { share: 0.995, within: 200 }, errors: undefined }],
])('reads %s', (text, level) => {
  expect(readServiceLevel(text, '--slo')).toEqual({ ok: true, value: level })
})

it.each([
  ['', 'got ""'],
  ['p(95)', 'got "p(95)"'],
  ['p(100)<300', 'got "p(100)<300"'],
  ['p(95)<soon', 'got "p(95)<soon"'],
  ['avg<300', 'got "avg<300"'],
  ['errors<200%', 'got "errors<200%"'],
  ['p(95)<300,p(99)<900', 'one limit of each kind'],
])('refuses %j and says what it wants', (text, said) => {
  const level = readServiceLevel(text, '--slo')
  expect(level.ok ? '' : level.problems.join()).toContain(said)
  expect(level.ok ? '' : level.problems.join()).toContain('--slo')
})
