import { expect, it } from 'vitest'
import { metrics } from './metrics.ts'
import { type FakeVu, fakeVu, samplesOf } from './testing/fake-vu.ts'

interface Metric {
  readonly name: string
  readonly add: (...args: unknown[]) => boolean
}
type Kind = 'Counter' | 'Gauge' | 'Rate' | 'Trend'

function declare(vu: FakeVu, kind: Kind, name: string, ...rest: unknown[]): Metric {
  vu.stage = 'init'
  const module = metrics(vu) as Record<Kind, new (...args: unknown[]) => Metric>
  const metric = new module[kind](name, ...rest)
  vu.stage = 'iteration'
  return metric
}

it.each([
  ['Counter', [5]],
  ['Gauge', [5, 5, 5]],
  ['Rate', [1, 1]],
  ['Trend', [1, 5, 5, 5, 1]],
] as const)('records into a %s', (kind, values) => {
  const vu = fakeVu()
  const metric = declare(vu, kind, 'my_metric')
  expect(metric.name).toBe('my_metric')
  expect(metric.add(5)).toBe(true)
  expect(samplesOf(vu)).toEqual([{ metric: 'my_metric', tags: {}, values }])
})

it.each([
  [true, 1],
  [false, 0],
  ['7', 7],
  [[], 1],
  [-2.5, -2.5],
  [new Date(5), 5],
])('takes %s as %s', (value, recorded) => {
  const vu = fakeVu()
  declare(vu, 'Counter', 'things').add(value)
  expect(samplesOf(vu)[0]?.values).toEqual([recorded])
})

it.each([
  [[], "no value was provided for metric 'things', a number or a boolean value is expected"],
  [[null], "'null' is an invalid value for metric 'things', a number or a boolean value is expected"],
  [[undefined], "'undefined' is an invalid value for metric 'things', a number or a boolean value is expected"],
  [
    ['x'.repeat(120)],
    `'${'x'.repeat(50)}... omitting 20 characters ...${'x'.repeat(50)}' is an invalid value for metric 'things', a number or a boolean value is expected`,
  ],
])('warns about %j and records nothing', (args, message) => {
  const vu = fakeVu()
  expect(declare(vu, 'Rate', 'things').add(...args)).toBe(false)
  expect(vu.logged).toEqual([{ level: 'warn', message }])
  expect(samplesOf(vu)).toEqual([])
})

it('puts the tags of the VU and of the call on the sample', () => {
  const vu = fakeVu()
  vu.tags = vu.worker.shard.tagSets.with(0, 'scenario', 'browse')
  declare(vu, 'Trend', 'waiting', true).add(3, { page: 'home', attempt: 2, cached: false })
  expect(samplesOf(vu)[0]?.tags).toEqual({ scenario: 'browse', page: 'home', attempt: '2', cached: 'false' })
})

it('works without its object', () => {
  const vu = fakeVu()
  const { add } = declare(vu, 'Counter', 'things')
  add(2)
  expect(samplesOf(vu)[0]?.values).toEqual([2])
})

it('marks a time metric as such', () => {
  const vu = fakeVu()
  declare(vu, 'Trend', 'waiting', true)
  expect(vu.worker.shard.metrics.find('waiting')).toMatchObject({ kind: 'trend', contains: 'time' })
})

it.each([
  [
    'a tag that is an object',
    (m: Metric) => m.add(1, { user: {} }),
    "cannot add tags for the 'things' custom metric: invalid value for metric tag 'user'",
  ],
  ['a tag without a value', (m: Metric) => m.add(1, { user: null }), "invalid value for metric tag 'user'"],
])('refuses %s', (_, act, message) => {
  expect(() => act(declare(fakeVu(), 'Counter', 'things'))).toThrow(message)
})

it('declares in init code only and records elsewhere only', () => {
  const vu = fakeVu()
  const metric = declare(vu, 'Counter', 'things')
  const { Counter } = metrics(vu) as Record<Kind, new (name: string) => Metric>
  expect(() => new Counter('others')).toThrow('metrics must be declared in the init context')
  vu.stage = 'init'
  expect(() => metric.add(1)).toThrow('Adding to metrics in the init context is not supported')
})

it('can be extended by a class of the script', () => {
  const vu = fakeVu({ vu: { stage: 'init' } })
  const { Counter } = metrics(vu) as Record<Kind, new (name: string) => Metric>
  class Errors extends Counter {}
  expect(new Errors('my_errors').name).toBe('my_errors')
})
