import { expect, it } from 'vitest'
import { seededRng } from '../base/rng.ts'
import { configureModel } from './models.ts'
import { deathChain, meanTimeToPass } from './usl-collapse.ts'

const throughput = (n: number): number => (40 * n) / (1 + 0.02 * (n - 1) + 0.0009 * n * (n - 1))
const peak = throughput(33)

it.each([
  [1, 500],
  [30, 450],
  [90, 450],
])('spreads the departures of one gap: with %i inside at %i/s they sum to one', (from, load) => {
  const shares = deathChain(throughput, peak, load).departures(from)
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
})

it('is exact for one inside: it stays with the chance exp(-X(1) / load)', () => {
  expect(deathChain(throughput, peak, 100).departures(1)[0]).toBeCloseTo(Math.exp(-0.4), 9)
})

it('tells how long the simulated target holds out before it collapses', () => {
  const load = 495
  const limit = 80
  const model = configureModel('usl', { law: 'exp' })
  const times = Array.from({ length: 400 }, (_, seed) => {
    const simulation = model.simulate({ rng: seededRng(seed), answer: () => {} })
    for (let n = 0; ; n += 1) {
      const now = (n * 1000) / load
      simulation.advance(now)
      if (simulation.load().inService > limit) return now
      simulation.arrive(n, now)
    }
  })
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  expect(mean / meanTimeToPass(limit, deathChain(throughput, peak, load))).toBeCloseTo(1, 0.5)
})

it('carries less when the work of a request scatters than when it does not', () => {
  const capacity = (law: string): number => configureModel('usl', { law }).truth.capacity ?? 0
  expect(capacity('exp')).toBeLessThan(0.95 * capacity('det'))
  expect(capacity('det')).toBeCloseTo(peak, 9)
})
