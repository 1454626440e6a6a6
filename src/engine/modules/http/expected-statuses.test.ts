import { expect, it } from 'vitest'
import { defaultExpectedStatuses, expectedStatuses } from './expected-statuses.ts'

it('expects numbers and ranges', () => {
  const { matches } = expectedStatuses(404, { min: 200, max: 299 })
  expect([404, 200, 299, 300, 199, 0].map(matches)).toEqual([true, true, true, false, false, false])
})

it('expects from 200 to 399 where nothing is said', () => {
  expect([199, 200, 399, 400, 0].map(defaultExpectedStatuses.matches)).toEqual([false, true, true, false, false])
})

it.each([
  [[], 'no arguments'],
  [['200'], 'argument number 1 to expectedStatuses was neither an integer nor an object like {min:100, max:329}'],
  [
    [200, { min: 1 }],
    'argument number 2 to expectedStatuses was neither an integer nor an object like {min:100, max:329}',
  ],
  [[{ min: 1.5, max: 2 }], 'both min and max need to be integers for argument number 1'],
  [[null], 'argument number 1 to expectedStatuses was neither an integer nor an object like {min:100, max:329}'],
])('refuses %j', (args, message) => {
  expect(() => expectedStatuses(...args)).toThrow(message)
})
