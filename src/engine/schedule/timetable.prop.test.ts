import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Timetable } from './timetable.ts'

const change = fc.record({
  place: fc.nat(70),
  time: fc.oneof(fc.integer({ min: -5, max: 50 }), fc.constant(Number.POSITIVE_INFINITY)),
})

it('finds what is due, and the earliest of all, as looking at every time does', () => {
  fc.assert(
    fc.property(fc.array(change), fc.integer({ min: -6, max: 51 }), fc.nat(80), (changes, now, from) => {
      const table = new Timetable()
      const times = Array.from({ length: 71 }, () => Number.POSITIVE_INFINITY)
      for (const { place, time } of changes) {
        table.set(place, time)
        times[place] = time
      }
      expect(table.earliest).toBe(Math.min(...times))
      expect(table.dueFrom(from, now)).toBe(times.findIndex((time, place) => place >= from && time <= now))
      for (const [place, time] of times.entries()) expect(table.at(place)).toBe(time)
    }),
  )
})

it('knows nothing of places that were never set', () => {
  const table = new Timetable()
  expect([table.earliest, table.at(1000), table.dueFrom(0, 1e9), table.dueFrom(1000, 1e9)]).toEqual([
    Infinity,
    Infinity,
    -1,
    -1,
  ])
})
