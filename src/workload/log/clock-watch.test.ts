import { expect, it } from 'vitest'
import { ClockWatch } from './clock-watch.ts'

const HOUR = 3_600_000
const day = Date.UTC(2026, 10, 28)

const watch = (times: readonly number[], offset: number | undefined = 0) => {
  const clock = new ClockWatch()
  for (const [index, at] of times.entries()) clock.add(at, offset, index + 1)
  return clock.finish()
}

const everyMinute = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index * 60_000)

it('says from when to when a log lasts', () => {
  expect(watch([day, day + HOUR, day + 5 * HOUR])).toMatchObject({
    from: day,
    to: day + 5 * HOUR,
    jumps: 0,
    astray: 0,
    offsets: [0],
  })
})

it('tells where a clock was set back, but not that requests end out of order', () => {
  expect(watch([day + 60_000, day, day + 61_000]).jumps).toBe(0)
  expect(watch([day + HOUR, day, day + HOUR + 1, day])).toMatchObject({ jumps: 2, firstJump: { line: 2, by: HOUR } })
})

it('leaves out the few times of a wrong clock, days away', () => {
  const times = [0, ...everyMinute(day, 3000), Date.UTC(2038, 0, 1)]
  expect(watch(times)).toMatchObject({ from: day, to: day + 2999 * 60_000, astray: 2 })
})

it('takes a log with a silent weekend for what it is', () => {
  const times = [...everyMinute(day, 100), ...everyMinute(day + 72 * HOUR, 100)]
  expect(watch(times)).toMatchObject({ from: day, to: day + 72 * HOUR + 99 * 60_000, astray: 0 })
})

it('lists the zones, the most frequent first, and the times without one', () => {
  const clock = new ClockWatch()
  for (const offset of [540, 0, 540, undefined]) clock.add(day, offset, 1)
  expect(clock.finish()).toMatchObject({ offsets: [540, 0], withoutZone: 1 })
})
