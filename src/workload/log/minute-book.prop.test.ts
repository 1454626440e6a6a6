import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MinuteBook } from './minute-book.ts'

const MINUTE = 60_000

/** Requests at times that go forward, each late by up to an hour. */
const requests = fc.array(
  fc.record({ step: fc.nat({ max: 40 * MINUTE }), late: fc.nat({ max: 60 * MINUTE }), route: fc.nat({ max: 3 }) }),
  {
    minLength: 1,
    maxLength: 300,
  },
)

it('finds the busiest minute and the busiest 60 minutes in a row, as counting everything would', () => {
  fc.assert(
    fc.property(requests, (list) => {
      const book = new MinuteBook()
      const all: { at: number; route: number }[] = []
      let now = 100 * 60 * MINUTE
      for (const { step, late, route } of list) {
        now += step
        all.push({ at: now - late, route })
        book.add(now - late, route)
      }
      const peaks = book.finish()
      expect(book.late).toBe(0)
      const minutes = Map.groupBy(all, ({ at }) => Math.floor(at / MINUTE))
      expect(peaks?.minute.requests).toBe(Math.max(...[...minutes.values()].map(({ length }) => length)))
      const hours = [...minutes.keys()].map(
        (last) => all.filter(({ at }) => Math.floor(at / MINUTE) <= last && Math.floor(at / MINUTE) > last - 60).length,
      )
      expect(peaks?.hour.requests).toBe(Math.max(...hours))
      expect([...(peaks?.hour.routes.values() ?? [])].reduce((sum, count) => sum + count, 0)).toBe(peaks?.hour.requests)
    }),
    { numRuns: 60 },
  )
})

it('counts what comes when its minute is long past, and lets it change no peak', () => {
  const book = new MinuteBook()
  for (let minute = 0; minute < 200; minute += 1) book.add(minute * MINUTE, 0)
  for (let index = 0; index < 50; index += 1) book.add(5 * MINUTE, 0)
  expect(book.late).toBe(50)
  expect(book.finish()?.minute.requests).toBe(1)
})
