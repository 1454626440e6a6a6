import { expect, it } from 'vitest'
import { isGeneratorLimited } from './generator-limit.ts'

const calm = { startLagP99: 1, utilisation: 0.4, starved: 0 }

it.each([
  ['is punctual and has time to spare', calm, false],
  ['had nothing to begin', { ...calm, startLagP99: undefined }, false],
  ['begins too late', { ...calm, startLagP99: 40 }, true],
  ['is too busy', { ...calm, utilisation: 0.95 }, true],
  ['has no ports left', { ...calm, starved: 1 }, true],
])('a generator that %s: limited %s', (_, reading, expected) => {
  expect(isGeneratorLimited(reading)).toBe(expected)
})
