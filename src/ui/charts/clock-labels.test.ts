import { expect, it } from 'vitest'
import { clockLabels } from './clock-labels.ts'

const texts = (from: number, to: number, now: number): string =>
  clockLabels({ from, to, columns: 72, left: 8, now })
    .map(({ text }) => text.text.trim())
    .join(' ')

it.each([
  [0, 95_000, 18_000, '00:00 now 00:18 00:30 01:00 01:30'],
  [0, 7_200_000, 60_000, 'now 01:00 30:00 1:00:00 1:30:00 2:00:00'],
  [20_000, 40_000, 90_000, '00:20 00:25 00:30 00:35 00:40'],
])('from %i to %i ms at %i ms says %s', (from, to, now, expected) => {
  expect(texts(from, to, now)).toBe(expected)
})

it('keeps labels within the plot', () => {
  const labels = clockLabels({ from: 0, to: 60_000, columns: 52, left: 8, now: 60_000 })
  for (const { column, text } of labels) {
    expect(column).toBeGreaterThanOrEqual(8)
    expect(column + text.text.length).toBeLessThanOrEqual(60)
  }
})
