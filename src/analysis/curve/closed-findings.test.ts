import { expect, it } from 'vitest'
import type { Hold } from '../hold/hold.ts'
import { uslPeak, type UslParams, uslThroughput } from '../usl.ts'
import { makeHold } from '../testing/make-hold.ts'
import { closedFindings } from './closed-findings.ts'

const curve = (loads: readonly number[], throughput: (users: number) => number): Hold[] =>
  loads.map((load) =>
    makeHold(load, throughput(load), { offered: throughput(load), seconds: 10, verdict: 'undecided' }),
  )

it('finds capacity and the slope of the ramp: N* = C / s = C (R + Z)', () => {
  // 8 servers of 20 ms, 100 ms of thinking.
  const { capacity, perLoad, shape } = closedFindings(curve([1, 4, 16, 32, 64, 96], (n) => Math.min(n / 0.12, 400)))
  expect(shape).toBe('flat')
  expect(capacity?.value).toBeCloseTo(400)
  expect((capacity?.value ?? 0) / (perLoad?.value ?? 1)).toBeCloseTo(48)
})

it('knows no plateau on the ramp', () => {
  expect(closedFindings(curve([1, 2, 4, 8], (n) => n * 10)).capacity).toBeUndefined()
})

it('still rises after the first bend', () => {
  expect(closedFindings(curve([1, 8, 16, 32], (n) => Math.min(10 * n, 160 + 2 * n))).shape).toBe('rising')
})

it('finds a peak between the loads that were held', () => {
  const params: UslParams = { single: 40, contention: 0.02, coherency: 9e-4 }
  const { shape, capacity } = closedFindings(curve([1, 2, 4, 8, 16, 24, 40, 56, 90], (n) => uslThroughput(params, n)))
  expect(shape).toBe('peak')
  expect((capacity?.value ?? 0) / uslPeak(params)).toBeCloseTo(1, 1.7)
})

it('finds what one user alone would bring where each slows the others down', () => {
  const params: UslParams = { single: 40, contention: 0.03, coherency: 0 }
  const { perLoad } = closedFindings(curve([1, 2, 4, 8, 64, 128, 256], (n) => uslThroughput(params, n)))
  expect((perLoad?.value ?? 0) / 40).toBeCloseTo(1, 1)
})

it('goes by how long iterations take, where that is known', () => {
  // Counts of a few users say 25 ms by luck; their iterations took 20.
  const time = { mean: 20, se: 0.1 }
  const lucky = [1, 2, 4].map((load) => makeHold(load, 40 * load, { count: 100, time, verdict: 'undecided' }))
  const { perLoad } = closedFindings([...lucky, makeHold(40, 400, { time: { mean: 100, se: 1 } })])
  expect(perLoad?.value).toBeCloseTo(50)
})

it('takes a few iterations to scatter as much as many did', () => {
  const alike = { count: 4, time: { mean: 30, se: 0 } }
  const many = { count: 1000, time: { mean: 20, se: 0.3 } }
  const { perLoad } = closedFindings([makeHold(1, 33, alike), makeHold(4, 200, many), makeHold(40, 400)])
  expect(perLoad?.value).toBeCloseTo(50, -1)
})

it('takes too few iterations for no bend', () => {
  const holds = [makeHold(1, 4, { count: 40 }), makeHold(2, 5, { count: 30, offered: 5 })]
  expect(closedFindings(holds).hi).toBeUndefined()
})
