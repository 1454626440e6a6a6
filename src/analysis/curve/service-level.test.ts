import { expect, it } from 'vitest'
import { makeHold } from '../testing/make-hold.ts'
import { keeps, levelFindings, type ServiceLevel } from './service-level.ts'

const level: ServiceLevel = { percentile: 'p95', limit: 300, errors: 0.01 }

it.each([
  ['fast and without failures', { p95: 200, errorShare: 0 }, true],
  ['too slow', { p95: 300, errorShare: 0 }, false],
  ['failing too often', { p95: 200, errorShare: 0.02 }, false],
  ['of unknown speed', { p95: undefined, errorShare: 0 }, false],
])('a hold %s keeps it: %s', (_, details, expected) => {
  expect(keeps(makeHold(100, 100, details), level)).toBe(expected)
})

it('asks only for what is given', () => {
  expect(keeps(makeHold(100, 100, { p95: 900 }), { percentile: undefined, limit: undefined, errors: 0.01 })).toBe(true)
})

it('lies between the highest load that kept it and the lowest that broke it', () => {
  const holds = [makeHold(300, 300), makeHold(100, 100), makeHold(400, 400, { p95: 500 }), makeHold(350, 350)]
  const { kept, broken } = levelFindings(holds, level)
  expect([kept?.load, broken?.load]).toEqual([350, 400])
})
