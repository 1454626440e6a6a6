import { expect, it } from 'vitest'
import type { CurvePoint } from './curve-model.ts'
import { readCurve } from './select-model.ts'

const pointsOf = (curve: (load: number) => number, loads: readonly number[]): CurvePoint[] =>
  loads.map((load) => ({ load, goodput: curve(load), se: 0.01 * curve(load) }))
const plateau = (load: number): number => Math.min(load, 400)

it('finds knee and plateau with intervals that hold them', () => {
  const reading = readCurve(pointsOf(plateau, [50, 100, 200, 300, 450, 600, 800]), 'open')
  expect(reading?.evidence).toBeGreaterThan(6)
  for (const { low, high } of [reading?.capacity, reading?.saturation].filter((each) => each !== undefined)) {
    expect(low).toBeLessThanOrEqual(400)
    expect(high).toBeGreaterThanOrEqual(400)
    expect(high / low).toBeLessThan(1.1)
  }
  expect(reading?.buckle).toBeUndefined()
})

it('has no evidence of a knee on the ramp', () => {
  expect(
    readCurve(
      pointsOf((load) => load, [50, 100, 200, 300]),
      'open',
    )?.evidence,
  ).toBeLessThan(6)
})

it('finds where the curve has fallen by a tenth, within the loads that were held', () => {
  const falling = (load: number): number => plateau(load) - 0.25 * Math.max(0, load - 420)
  const reading = readCurve(pointsOf(falling, [100, 200, 300, 390, 410, 430, 450, 500, 600, 700, 800]), 'open')
  expect((reading?.buckle?.value ?? 0) / 580).toBeCloseTo(1, 1)
  expect(readCurve(pointsOf(falling, [100, 200, 300, 390, 410, 430, 450, 500]), 'open')?.buckle).toBeUndefined()
})

it('never goes beyond the loads that were held', () => {
  const reading = readCurve(
    pointsOf((n) => (40 * n) / (1 + 0.02 * (n - 1) + 9e-4 * n * (n - 1)), [1, 2, 4, 8, 16]),
    'closed',
  )
  expect(reading?.capacity.value).toBeLessThan((1.02 * (40 * 16)) / (1 + 0.02 * 15 + 9e-4 * 16 * 15))
})

it('gives the same intervals every time', () => {
  const points = pointsOf(plateau, [50, 100, 200, 300, 450, 600])
  expect(readCurve(points, 'open')?.capacity).toEqual(readCurve(points, 'open')?.capacity)
})

it('says nothing from two points', () => {
  expect(readCurve(pointsOf(plateau, [100, 800]), 'open')).toBeUndefined()
})
