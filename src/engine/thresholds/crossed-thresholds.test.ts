import { expect, it } from 'vitest'
import { abortingThresholds, crossedThresholds } from './crossed-thresholds.ts'

const states = [
  { metric: 'b', source: 'p(95)<5' },
  { metric: 'a{x:y}', source: ' rate>0.9 ' },
  { metric: 'b', source: 'avg<1' },
]

it('names the metrics as k6 does, and below them what they should have kept', () => {
  const error = crossedThresholds(states)
  expect(error.message).toBe("thresholds on metrics 'a{x:y}, b' have been crossed")
  expect(error.hint).toBe('b p(95)<5, a{x:y} rate>0.9, b avg<1')
  expect(error.exitCode).toBe(99)
})

it('says why the run ended', () => {
  expect(abortingThresholds(states).message).toMatch(/^thresholds on metrics 'a{x:y}, b' were crossed; .*abortOnFail/)
})
