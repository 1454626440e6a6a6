import { epochNanos, type Instant, Rfc3339 } from '../wall-clock.ts'

export const timeFormats = ['unix', 'unix_milli', 'unix_micro', 'unix_nano', 'rfc3339', 'rfc3339_nano'] as const
export type TimeFormat = (typeof timeFormats)[number]

const makers: Readonly<Record<TimeFormat, () => (instant: Instant) => string>> = {
  unix:
    () =>
    ({ ms }) =>
      String(Math.floor(ms / 1000)),
  unix_milli:
    () =>
    ({ ms }) =>
      String(ms),
  unix_micro: () => (instant) => epochNanos(instant).slice(0, -3),
  unix_nano: () => epochNanos,
  rfc3339: () => {
    const times = new Rfc3339()
    return (instant) => times.seconds(instant)
  },
  rfc3339_nano: () => {
    const times = new Rfc3339()
    return (instant) => times.nano(instant)
  },
}

export const timeWriter = (format: TimeFormat): ((instant: Instant) => string) => makers[format]()
