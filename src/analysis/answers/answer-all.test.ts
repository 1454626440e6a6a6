import { expect, it } from 'vitest'
import type { Capacity, Limit } from '../capacity.ts'
import type { ProfileName } from '../load-test/test-plan.ts'
import { makePlan } from '../testing/make-plan.ts'
import { FRESH, testVirtually } from '../testing/test-virtually.ts'
import { answerAll } from './answer-all.ts'
import type { AnsweredRun } from './answered-run.ts'

const nothing = {
  work: 'shop.yaml',
  labels: {},
  test: undefined,
  capacity: undefined,
  resources: [],
  overProvisioned: [],
}

/** A run of a simulated target of so many instances that carry 400/s each. */
function tested(profile: ProfileName, tps: number, given: Partial<AnsweredRun> = {}, target = 'bounded'): AnsweredRun {
  const up = Number(given.labels?.['instances'] ?? 1) - Number(given.labels?.['down'] ?? 0)
  const params = target === 'bounded' ? { ...FRESH, servers: 8 * up, queue: 200 } : { growth: 0.01 }
  const { view } = testVirtually(target, params, makePlan(profile, tps))
  return { ...nothing, name: `${profile} at ${tps}`, test: view, ...given }
}

const withLimit = (capacity: Limit, labels: AnsweredRun['labels']): AnsweredRun => ({
  ...nothing,
  name: 'explored',
  labels,
  capacity: { capacity } as Capacity,
})
const found = (value: number): Limit => ({ kind: 'found', value, low: value * 0.98, high: value * 1.02, dwell: 20 })

const answersOf = (runs: readonly AnsweredRun[], forTps?: number) =>
  answerAll(runs, { target: undefined, forTps }).map(({ value }) => value)

it('answers each question as the target knows it to be true', () => {
  const runs = [
    tested('load', 120),
    tested('peak', 120),
    tested('soak', 120),
    withLimit(found(400), { instances: '1' }),
    withLimit(found(800), { instances: '2' }),
    tested('load', 700, { labels: { instances: '3', down: '1' } }),
    tested('load', 700, { labels: { instances: '3', down: '2' } }),
    tested('load', 120, { resources: [law('CPU of node', 2.5, 0.99)] }),
    withLimit(found(380), { workers: '4' }),
    withLimit(found(520), { workers: '8' }),
  ]
  // 1,500/s at 392/s each, for certain, are 4 instances and one to spare.
  expect(answersOf(runs, 1500)).toEqual(['yes', 'yes', 'no leak', 5, 2, 'no', 'yes', 'workers=8'])
})

const law = (name: string, demandMs: number, rSquared: number) => ({
  name,
  kind: 'cpu' as const,
  demandMs,
  background: 0,
  rSquared,
  bindsAt: 1000 / demandMs,
})

it('says no where it is no', () => {
  const runs = [
    tested('load', 500),
    tested('peak', 180),
    tested('soak', 100, {}, 'leak'),
    withLimit(found(4000), { instances: '5' }),
    { ...tested('smoke', 100), resources: [law('CPU of node', 2.5, 0.2)] },
  ]
  expect(answersOf(runs)).toEqual(['no', 'no', 'leaks', 2, 1, 'yes', 'no', undefined])
})

it('answers nothing that the runs do not tell, and says what would', () => {
  const answers = answerAll([tested('smoke', 100)], { target: undefined, forTps: undefined })
  expect(answers.map(({ said }) => said)).toEqual(Array.from({ length: 8 }, () => undefined))
  expect(answers.every(({ next }) => next?.includes('shop.yaml'))).toBe(true)
})

it('concludes from the capacity what was not tested', () => {
  const [target, peak] = answerAll([withLimit(found(400), {})], { target: 150, forTps: undefined })
  expect([target?.value, target?.confidence]).toEqual(['yes', 'medium'])
  expect(peak?.value).toBe('no')
})

it('does not call settings better whose intervals overlap', () => {
  const best = answerAll([withLimit(found(400), { workers: '4' }), withLimit(found(405), { workers: '8' })], {
    target: undefined,
    forTps: undefined,
  }).at(-1)
  expect([best?.confidence, best?.said]).toEqual(['low', 'workers=8, but no better than workers=4 beyond doubt'])
})

it('takes what was only seen for less than it may be, and what was found for more than that', () => {
  const seen = (value: number) => withLimit({ kind: 'at-least', value, dwell: 20 }, {})
  const only = answerAll([seen(300), seen(100)], { target: 50, forTps: undefined })[3]
  expect([only?.confidence, only?.said?.includes('an instance carries at least 300/s')]).toEqual(['low', true])
  const both = answerAll([withLimit(found(400), {}), seen(600)], { target: 50, forTps: undefined })[3]
  expect([both?.confidence, both?.said?.includes('an instance carries 392/s')]).toEqual(['high', true])
})
