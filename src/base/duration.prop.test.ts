import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

// Milliseconds in a double keep whole nanoseconds up to about 24 days.
const nanos = fc.integer({ min: -2e15, max: 2e15 })

it('reads back what it prints', () => {
  fc.assert(
    fc.property(nanos, (ns) => {
      expect(Math.round((parseDuration(formatDuration(ns / 1e6)) ?? Number.NaN) * 1e6)).toBe(ns)
    }),
  )
})

it('prints what it read in one canonical form', () => {
  fc.assert(
    fc.property(nanos, (ns) => {
      const text = formatDuration(ns / 1e6)
      expect(formatDuration(parseDuration(text) ?? Number.NaN)).toBe(text)
    }),
  )
})

it('adds days, hours, minutes and seconds in any fraction', () => {
  const part = fc.nat({ max: 1000 })
  fc.assert(
    fc.property(part, part, part, part, (d, h, m, s) => {
      expect(parseDuration(`${d}d${h}h${m}m${s}.5s`)).toBe(d * 86_400_000 + h * 3_600_000 + m * 60_000 + s * 1000 + 500)
    }),
  )
})
