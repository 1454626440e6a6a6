import { expect, it } from 'vitest'
import { lifetimeOf } from './connection-age.ts'

it('lets connections live as long as was asked, a tenth more or less', () => {
  const openedAt = Array.from({ length: 500 }, (_, n) => n * 0.013)
  const lifetimes = openedAt.map((at) => lifetimeOf(at, 10_000))
  expect(Math.min(...lifetimes)).toBeGreaterThanOrEqual(9000)
  expect(Math.max(...lifetimes)).toBeLessThanOrEqual(11_000)
})

it('scatters the ends of connections that were opened together', () => {
  const seconds = Array.from({ length: 500 }, (_, n) => Math.floor(lifetimeOf(n * 0.013, 10_000) / 200))
  const counts = [...Map.groupBy(seconds, (second) => second).values()].map(({ length }) => length)
  expect(counts.length).toBeGreaterThanOrEqual(10)
  expect(Math.max(...counts)).toBeLessThan(100)
})
