import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type UslParams, uslFallTo, uslPeak, uslPeakUsers, uslThroughput } from './usl.ts'

const params: UslParams = { single: 40, contention: 0.02, coherency: 9e-4 }

it('is lambda with one user', () => {
  expect(uslThroughput(params, 1)).toBe(40)
})

it('has its peak at sqrt((1 - sigma) / kappa), worked by hand', () => {
  expect(uslPeakUsers(params)).toBeCloseTo(33)
  expect(uslPeak(params)).toBeCloseTo(509.57, 1)
})

it('is linear without contention and coherency, and Amdahl with contention alone', () => {
  expect(uslThroughput({ single: 10, contention: 0, coherency: 0 }, 7)).toBe(70)
  expect(uslPeak({ single: 10, contention: 0.1, coherency: 0 })).toBe(100)
  expect(uslPeakUsers({ single: 10, contention: 1, coherency: 0.1 })).toBe(1)
})

const anyParams = fc.record({
  single: fc.double({ min: 1, max: 1000, noNaN: true }),
  contention: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
  coherency: fc.double({ min: 1e-5, max: 1e-2, noNaN: true }),
})

it('is nowhere above its peak', () => {
  fc.assert(
    fc.property(anyParams, fc.double({ min: 1, max: 1e4, noNaN: true }), (any, users) => {
      expect(uslThroughput(any, users)).toBeLessThanOrEqual(uslPeak(any) * (1 + 1e-9))
    }),
  )
})

it('has fallen to a share of the peak where it says so, past the peak', () => {
  fc.assert(
    fc.property(anyParams, (any) => {
      const users = uslFallTo(any, 0.9)
      expect(users).toBeGreaterThanOrEqual(uslPeakUsers(any) * 0.999)
      expect(uslThroughput(any, users) / uslPeak(any)).toBeCloseTo(0.9, 6)
    }),
  )
})
