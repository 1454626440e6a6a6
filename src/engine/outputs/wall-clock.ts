import type { Millis } from '../../base/units.ts'

/** A moment of the wall clock, exact to the nanosecond where one number could not be. */
export interface Instant {
  /** Whole ms since 1970 (UTC). */
  readonly ms: number
  /** What is above them, from 0 to 999,999. */
  readonly nanos: number
}

/** What the wall clock says at each moment of the monotonic clock: one anchor for the whole run, so that times never jump. */
export class WallClock {
  readonly #offset: number

  /** `monotonic` and `epoch` (ms since 1970) are the same moment. */
  constructor(monotonic: Millis, epoch: number) {
    this.#offset = Math.round(epoch - monotonic)
  }

  at(monotonic: Millis): Instant {
    const whole = Math.floor(monotonic)
    const nanos = Math.min(999_999, Math.floor((monotonic - whole) * 1e6))
    return { ms: whole + this.#offset, nanos }
  }
}

/** ns since 1970 as text: more digits than a number holds. */
export const epochNanos = ({ ms, nanos }: Instant): string => `${ms}${String(nanos).padStart(6, '0')}`

const two = (value: number): string => String(value).padStart(2, '0')

function zoneOf(date: Date): string {
  const east = -date.getTimezoneOffset()
  if (east === 0) return 'Z'
  const minutes = Math.abs(east)
  return `${east > 0 ? '+' : '-'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** `2026-11-28T17:06:50` in local time, and the zone that goes behind it. */
function secondOf(ms: number): { readonly text: string; readonly zone: string } {
  const date = new Date(ms)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return {
    text: `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`,
    zone: zoneOf(date),
  }
}

/** Writes instants as Go does, in local time. Most follow each other in the same second, of which the text is made once. */
export class Rfc3339 {
  #second = Number.NaN
  #made = { text: '', zone: '' }

  /** RFC3339Nano: zeros at the end of the fraction are left out. */
  nano({ ms, nanos }: Instant): string {
    const { text, zone } = this.#of(ms)
    const fraction = (ms % 1000) * 1_000_000 + nanos
    if (fraction === 0) return text + zone
    return `${text}.${String(fraction).padStart(9, '0').replace(/0+$/, '')}${zone}`
  }

  seconds({ ms }: Instant): string {
    const { text, zone } = this.#of(ms)
    return text + zone
  }

  #of(ms: number): { readonly text: string; readonly zone: string } {
    const second = Math.floor(ms / 1000)
    if (second === this.#second) return this.#made
    this.#second = second
    this.#made = secondOf(second * 1000)
    return this.#made
  }
}
