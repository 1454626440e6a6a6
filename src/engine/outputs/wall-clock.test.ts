import fc from 'fast-check'
import { expect, it } from 'vitest'
import { epochNanos, Rfc3339, WallClock } from './wall-clock.ts'

const noon = Date.UTC(2026, 10, 28, 12)

it('keeps nanoseconds that one double could not hold', () => {
  const clock = new WallClock(1000.25, noon)
  const { ms, nanos } = clock.at(1001.123_456)
  expect(epochNanos({ ms, nanos })).toMatch(/^\d{19}$/)
  expect(nanos).toBeGreaterThanOrEqual(123_455)
  expect(nanos).toBeLessThanOrEqual(123_456)
  expect(ms - noon).toBe(1)
})

it('never goes back, and stays within a nanosecond of the clock it follows', () => {
  const clock = new WallClock(500, noon)
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (at, more) => {
        const [first, second] = [clock.at(at), clock.at(at + more)]
        expect(BigInt(epochNanos(second)) >= BigInt(epochNanos(first))).toBe(true)
        expect(Math.abs(first.ms - noon + 500 + first.nanos / 1e6 - at)).toBeLessThan(2e-6)
      },
    ),
  )
})

it.each([
  [{ ms: noon + 997, nanos: 620_622 }, '12:00:00.997620622'],
  [{ ms: noon + 50, nanos: 620_000 }, '12:00:00.05062'],
  [{ ms: noon, nanos: 0 }, '12:00:00'],
  [{ ms: noon + 100, nanos: 0 }, '12:00:00.1'],
])('writes %j as Go does: %s', (instant, time) => {
  const written = new Rfc3339().nano(instant)
  expect(Date.parse(written)).toBe(instant.ms)
  expect(
    written
      .replace(/Z|[+-]\d\d:\d\d$/, '')
      .split('T')[1]
      ?.slice(3),
  ).toBe(time.slice(3))
})

it('writes whole seconds, and each second anew', () => {
  const writer = new Rfc3339()
  expect(Date.parse(writer.seconds({ ms: noon + 999, nanos: 5 }))).toBe(noon)
  expect(Date.parse(writer.seconds({ ms: noon + 1000, nanos: 0 }))).toBe(noon + 1000)
})
