import { describe, expect, it } from 'vitest'
import type { CurvePoint } from './models/curve-model.ts'
import { zoneOf } from './zone.ts'

const point = (load: number, goodput: number, se = 4): CurvePoint => ({ load, goodput, se })

describe('in the open model', () => {
  it.each([
    ['nothing was held', [], '-', 'no load was held long enough yet'],
    ['all of the load comes back', [point(100, 100)], 'A', 'all of 100/s comes back'],
    ['what lacks is within error', [point(400, 390, 4)], 'A', 'all of 400/s comes back'],
    [
      'a twentieth lacks beyond error',
      [point(350, 350, 1), point(420, 400, 1)],
      '-',
      'not all of 420/s comes back; hold another load to compare',
    ],
    [
      'something lacks and there is nothing to compare',
      [point(520, 400)],
      '-',
      'not all of 520/s comes back; hold another load to compare',
    ],
    [
      'the lower load was far below, so the knee may lie between',
      [point(100, 100), point(520, 400)],
      '-',
      'not all of 520/s comes back; hold another load to compare',
    ],
    [
      'a lower load brought as much',
      [point(430, 399), point(520, 401)],
      'B',
      'hardly more comes back at 520/s than at 430/s',
    ],
    [
      'the load was raised far beyond the knee at once',
      [point(50, 50, 1), point(2400, 400)],
      'B',
      '48 times the load of 50/s brings only 8 times as much',
    ],
    [
      'it falls a little, within a tenth',
      [point(430, 400), point(700, 370)],
      'B',
      'hardly more comes back at 700/s than at 430/s',
    ],
    [
      'it falls by more than a tenth',
      [point(430, 400), point(700, 300)],
      'C',
      'less comes back at 700/s than at 430/s',
    ],
    [
      'it falls, but not beyond error',
      [point(430, 400, 30), point(700, 350, 30)],
      'B',
      'hardly more comes back at 700/s than at 430/s',
    ],
    [
      'the load was lowered again and all comes back',
      [point(430, 400), point(700, 300), point(200, 200)],
      'A',
      'all of 200/s comes back',
    ],
    [
      'the load was lowered and the target stays down',
      [point(300, 300), point(400, 400), point(700, 200), point(430, 150)],
      'C',
      'less comes back at 430/s than at 400/s',
    ],
  ])('when %s', (_, points, zone, reason) => {
    expect(zoneOf(points, 'open')).toEqual({ zone, reason })
  })
})

describe('in the closed model', () => {
  it.each([
    ['one load alone says nothing', [point(10, 100)], '-', 'hold a second load to compare'],
    [
      'throughput grows with the VUs',
      [point(10, 100), point(20, 195)],
      'A',
      'more comes back at 20 VUs than at 10 VUs',
    ],
    [
      'throughput does not grow',
      [point(50, 400), point(100, 402)],
      'B',
      'hardly more comes back at 100 VUs than at 50 VUs',
    ],
    [
      'growth and noise look alike',
      [point(10, 100, 20), point(12, 110, 20)],
      '-',
      'hold this load longer to tell growth from noise',
    ],
    ['throughput falls', [point(50, 400), point(400, 200)], 'C', 'less comes back at 400 VUs than at 50 VUs'],
  ])('when %s', (_, points, zone, reason) => {
    expect(zoneOf(points, 'closed')).toEqual({ zone, reason })
  })
})

it('does not depend on the order in which lower loads were held', () => {
  const points = [point(100, 100), point(430, 399), point(300, 300), point(520, 401)]
  const shuffled = [points[2], points[0], points[1], points[3]].filter((each) => each !== undefined)
  expect(zoneOf(shuffled, 'open')).toEqual(zoneOf(points, 'open'))
})
