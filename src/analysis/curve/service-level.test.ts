import { expect, it } from 'vitest'
import { makeHold } from '../testing/make-hold.ts'
import { keeps, levelFindings, type ServiceLevel } from './service-level.ts'

const level: ServiceLevel = { responses: { share: 0.95, within: 300 }, errors: 0.01 }

it.each([
  ['fast and without failures', { slowShare: 0.02, errorShare: 0 }, true],
  ['too slow', { slowShare: 0.06, errorShare: 0 }, false],
  ['failing too often', { slowShare: 0.02, errorShare: 0.02 }, false],
  ['of unknown speed', { slowShare: undefined, errorShare: 0 }, false],
])('a hold %s keeps it: %s', (_, details, expected) => {
  expect(keeps(makeHold(100, 100, details), level)).toBe(expected)
})

it('asks only for what is given', () => {
  expect(keeps(makeHold(100, 100, { slowShare: 0.9 }), { responses: undefined, errors: 0.01 })).toBe(true)
})

it('lies between the highest load that kept it and the lowest that broke it', () => {
  const holds = [300, 100, 400, 350].map((load) => makeHold(load, load, { slowShare: load > 350 ? 0.2 : 0.01 }))
  const { kept, broken } = levelFindings(holds, level)
  expect([kept?.load, broken?.load]).toEqual([350, 400])
})
