import fc from 'fast-check'
import { expect, it } from 'vitest'
import { judgeLimit } from './judge-limit.ts'
import { flagsOf } from './flags.ts'
import { summarize } from './summary.ts'
import { fiveOf, knownTarget } from './testing/make-second.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })

const hostOf = fc.record({
  cpu: share,
  processCpu: fc.double({ min: 0, max: 2, noNaN: true }),
  steal: share,
  throttled: share,
  retransmitted: share,
  conntrack: share,
})
const workerOf = fc.record({
  utilisation: share,
  readDelay: fc.double({ min: 0, max: 500, noNaN: true }),
  delayP99: fc.double({ min: 0, max: 2000, noNaN: true }),
  starved: share,
})
/** Arrivals that were begun, dropped or not even looked at. */
const loadOf = fc
  .record({ offered: fc.integer({ min: 0, max: 400 }), started: fc.integer({ min: 0, max: 400 }), lag: fc.nat(3000) })
  .map(({ offered, started, lag }) => ({
    offered: Math.max(offered, started),
    started,
    good: started,
    dropped: Math.max(offered, started) - started,
    startLag: { p50: lag / 2, p99: lag },
  }))

it('never blames a target that answers everything, and as fast as without load', () => {
  fc.assert(
    fc.property(loadOf, hostOf, workerOf, (load, host, worker) => {
      const reading = judgeLimit(fiveOf({ load, host, worker }), knownTarget)
      expect(reading?.verdict).not.toBe('target')
    }),
  )
})

it('never blames the generator for a queue in the target, as long as its loops have time', () => {
  const queue = { load: 600, asked: 600, offered: 600, dropped: 200, inFlight: 200 }
  fc.assert(
    fc.property(fc.double({ min: 2, max: 100, noNaN: true }), share, (factor, utilisation) => {
      const load = { ...queue, firstByte: { count: 400, min: 18 * factor, p50: 20 * factor } }
      const reading = judgeLimit(fiveOf({ load, worker: { utilisation: 0.8 * utilisation } }), knownTarget)
      expect(reading?.verdict).toBe('target')
    }),
  )
})

it('always has an answer with evidence, a next step and flags whose numbers are known', () => {
  fc.assert(
    fc.property(loadOf, hostOf, workerOf, fc.boolean(), (load, host, worker, isPlateau) => {
      const reading = judgeLimit(fiveOf({ load: { ...load, isPlateau }, host, worker }), knownTarget)
      expect(reading?.evidence.length).toBeGreaterThan(0)
      expect(reading?.evidence.length).toBeLessThanOrEqual(3)
      expect(reading?.next).not.toBe('')
      expect(JSON.stringify(reading)).not.toMatch(/undefined|NaN|Infinity/)
    }),
  )
})

it('raises a flag from its limit on, and a hard one for more', () => {
  fc.assert(
    fc.property(share, (utilisation) => {
      const summary = summarize(fiveOf({ worker: { utilisation } }))
      const loop = summary && flagsOf(summary).find(({ name }) => name === 'loop')
      expect(loop?.severity).toBe(utilisation >= 0.85 ? 'hard' : utilisation >= 0.7 ? 'warn' : undefined)
    }),
  )
})
