import { describe, expect, it } from 'vitest'
import { addLoad, stepLoad } from './load-step.ts'

describe('one step', () => {
  it.each([
    [430, 20, 520],
    [520, 20, 620],
    [100, 20, 120],
    [1000, 20, 1200],
    [430, 1, 434],
    [430, 5, 450],
    [50, 100, 100],
    [9500, 20, 11_000],
    [3, 20, 3.6],
    [0.5, 20, 0.6],
    [0, 20, 1],
  ])('up from %s/s at %s %% goes to %s/s', (load, percent, next) => {
    expect(stepLoad(load, percent, 1, 'open')).toBe(next)
  })

  it.each([
    [520, 20, 430],
    [120, 20, 100],
    [1200, 20, 1000],
    [100, 100, 50],
    [1, 20, 0.8],
    [0.1, 20, 0],
    [0, 20, 0],
  ])('down from %s/s at %s %% goes to %s/s', (load, percent, next) => {
    expect(stepLoad(load, percent, -1, 'open')).toBe(next)
  })

  it.each([
    [1, 20, 1, 2],
    [4, 20, 1, 5],
    [40, 20, 1, 48],
    [1, 20, -1, 0],
    [5, 20, -1, 4],
    [0, 50, 1, 1],
  ] as const)('from %s VUs at %s %% in direction %s goes to whole VUs: %s', (load, percent, turn, next) => {
    expect(stepLoad(load, percent, turn, 'closed')).toBe(next)
  })
})

it.each([
  [100, 10, 110],
  [5, -10, 0],
  [0.1, 0.2, 0.3],
])('%s and %s more is %s, never below 0', (load, by, next) => {
  expect(addLoad(load, by)).toBe(next)
})
