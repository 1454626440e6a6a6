import { describe, expect, it } from 'vitest'
import { seededRng } from '../../base/rng.ts'
import { closedModels, type CurveModel, type CurvePoint, type ModelName, openModels } from './curve-model.ts'
import { fitCurve } from './fit-curve.ts'

const modelOf = (name: ModelName): CurveModel => {
  const model = closedModels.find((each) => each.name === name)
  if (model === undefined) throw new Error(name)
  return model
}

const pointsOf = (curve: (load: number) => number, loads: readonly number[], share = 0.01): CurvePoint[] =>
  loads.map((load) => ({ load, goodput: curve(load), se: share * curve(load) }))

const loads = [50, 100, 200, 300, 380, 450, 600, 800, 1000]
const exps = (params: readonly number[]): number[] => params.map((value) => Math.exp(value))

describe('finds the parameters that made the points', () => {
  it.each([
    ['line', [0.9], (load: number) => 0.9 * load],
    ['hard-knee', [1, 400], (load: number) => Math.min(load, 400)],
  ] as const)('%s', (name, expected, curve) => {
    const { params, loss } = fitCurve(modelOf(name), pointsOf(curve, loads))
    expect(loss).toBeLessThan(0.5)
    exps(params).forEach((value, index) => expect(value / (expected[index] ?? 1)).toBeCloseTo(1, 1))
  })

  it('falling', () => {
    const curve = (load: number): number => Math.min(load, 400) - 0.25 * Math.max(0, load - 500)
    const { params, loss } = fitCurve(modelOf('falling'), pointsOf(curve, [...loads, 480, 520, 560, 700]))
    expect(loss).toBeLessThan(0.5)
    exps(params).forEach((value, index) => expect(value / ([1, 400, 500, 0.25][index] ?? 1)).toBeCloseTo(1, 1))
  })

  it('usl', () => {
    const usl = (n: number): number => (40 * n) / (1 + 0.02 * (n - 1) + 9e-4 * n * (n - 1))
    const { params } = fitCurve(modelOf('usl'), pointsOf(usl, [1, 4, 8, 16, 32, 64, 128]))
    exps(params).forEach((value, index) => expect(value / ([40, 0.02, 9e-4][index] ?? 1)).toBeCloseTo(1, 1))
  })
})

it('is not bent by one bad hold', () => {
  const points = pointsOf((load) => Math.min(load, 400), loads)
  const spoilt = points.map((point) => (point.load === 600 ? { ...point, goodput: 300 } : point))
  expect(Math.exp(fitCurve(modelOf('hard-knee'), spoilt).params[1] ?? 0)).toBeGreaterThan(390)
})

it('worked by hand: AICc of a line through four exact points is 2 + 4 / 2', () => {
  expect(
    fitCurve(
      modelOf('line'),
      pointsOf((load) => load, [1, 2, 3, 4]),
    ).aicc,
  ).toBeCloseTo(4)
})

it('gives no AICc to a model with too many parameters for the points', () => {
  expect(
    fitCurve(
      modelOf('falling'),
      pointsOf((load) => load, [1, 2, 3]),
    ).aicc,
  ).toBe(Infinity)
})

it('knows the model the points came from, with noise', () => {
  const rng = seededRng(5)
  const curves: [ModelName, (load: number) => number][] = [
    ['line', (load) => load],
    ['hard-knee', (load) => Math.min(load, 400)],
    ['falling', (load) => Math.min(load, 400) - 0.3 * Math.max(0, load - 420)],
  ]
  for (const [name, curve] of curves) {
    const points = pointsOf(curve, [...loads, 150, 250, 500, 700]).map((point) => ({
      ...point,
      goodput: point.goodput * (1 + 0.01 * (rng() - 0.5)),
    }))
    const [best] = openModels.map((model) => fitCurve(model, points)).toSorted((a, b) => a.aicc - b.aicc)
    expect(best?.model.name).toBe(name)
  }
})
