import { expect, it } from 'vitest'
import { CurveReader, mergePoints } from './curve-reader.ts'

const points = [100, 200, 300, 400, 500].map((load) => ({ load, goodput: Math.min(load, 350), se: 2 }))

it('fits anew only when the points say something new', () => {
  const reader = new CurveReader()
  const first = reader.read(points, 'open')
  expect(first?.at(200)).toBeCloseTo(200, -1)
  expect(
    reader.read(
      points.map((point) => ({ ...point, goodput: point.goodput + 0.5 })),
      'open',
    ),
  ).toBe(first)
  expect(reader.read([...points, { load: 600, goodput: 350, se: 2 }], 'open')).not.toBe(first)
})

it('makes one point of holds of one load, by how well each is known', () => {
  const merged = mergePoints([
    { load: 200, goodput: 200, se: 2 },
    { load: 100, goodput: 99, se: 3 },
    { load: 100.5, goodput: 103, se: 3 },
  ])
  expect(merged).toEqual([
    { load: 100, goodput: expect.closeTo(101) as number, se: expect.closeTo(3 / Math.SQRT2) as number },
    { load: 200, goodput: 200, se: 2 },
  ])
})
