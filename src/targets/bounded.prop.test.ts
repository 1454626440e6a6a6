import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Millis } from '../base/units.ts'
import { bounded } from './bounded.ts'
import { configured, replay } from './testing/replay.ts'

const cases = fc.record({
  servers: fc.integer({ min: 1, max: 12 }),
  queue: fc.integer({ min: 0, max: 20 }),
  serviceTime: fc.integer({ min: 1, max: 50_000 }).map((micros) => micros / 1000),
  gaps: fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { maxLength: 300 }),
})

function arrivalsOf(gaps: readonly Millis[]): Millis[] {
  let at = 0
  return gaps.map((gap) => (at += gap))
}

/** The recurrence of virtual finish times: each request takes the server that is free first. */
function finishTimes(arrivals: readonly Millis[], servers: number, queue: number, serviceTime: Millis) {
  const nextFree = Array.from({ length: servers }, () => 0)
  const finishes: Millis[] = []
  return arrivals.map((now) => {
    const inSystem = finishes.filter((finish) => finish > now).length
    if (inSystem >= servers + queue) return { status: 503, due: now }
    const first = nextFree.indexOf(Math.min(...nextFree))
    const due = Math.max(now, nextFree[first] ?? 0) + serviceTime
    nextFree[first] = due
    finishes.push(due)
    return { status: 200, due }
  })
}

it('answers as the recurrence of finish times says', () => {
  fc.assert(
    fc.property(cases, ({ servers, queue, serviceTime, gaps }) => {
      const arrivals = arrivalsOf(gaps)
      const expected = finishTimes(arrivals, servers, queue, serviceTime)
      const replies = replay(configured(bounded, { servers, queue, serviceTime }), arrivals)
      const byTicket = replies.toSorted((a, b) => a.ticket - b.ticket)
      expect(byTicket.map(({ status, due }) => ({ status, due }))).toEqual(expected)
    }),
  )
})

it('never serves more than c, never lets more than K wait, and never idles while one waits', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom('det', 'exp', 'lognormal'), ({ servers, queue, serviceTime, gaps }, law) => {
      const watch = (state: { inService: number; queued: number }): void => {
        expect(state.inService).toBeLessThanOrEqual(servers)
        expect(state.queued).toBeLessThanOrEqual(queue)
        expect(state.queued === 0 || state.inService === servers).toBe(true)
      }
      replay(configured(bounded, { servers, queue, serviceTime, law }), arrivalsOf(gaps), { watch })
    }),
  )
})

it('answers every request once, in order of due time, and first come first served with equal service times', () => {
  fc.assert(
    fc.property(cases, ({ servers, queue, serviceTime, gaps }) => {
      const replies = replay(configured(bounded, { servers, queue, serviceTime }), arrivalsOf(gaps))
      expect(replies.map(({ ticket }) => ticket).toSorted((a, b) => a - b)).toEqual(gaps.map((_, index) => index))
      const served = replies.filter(({ status }) => status === 200)
      expect(served.map(({ ticket }) => ticket)).toEqual(served.map(({ ticket }) => ticket).toSorted((a, b) => a - b))
      expect(replies.every(({ due }, index) => due >= (replies[index - 1]?.due ?? 0))).toBe(true)
    }),
  )
})
