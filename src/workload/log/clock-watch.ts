import type { Millis } from '../../base/units.ts'

const HOUR: Millis = 3_600_000
/** Requests are logged when they end, a little out of order; more than this is a clock that was set, or logs put together. */
const JUMP: Millis = 120_000
/** A part of a log that is so far from the rest, and so small, is of a clock that was wrong. */
const FAR_HOURS = 24
const SMALL_SHARE = 0.001

/** A line whose time is before that of the line before it. */
export interface Jump {
  readonly line: number
  /** By how much. */
  readonly by: Millis
}

export interface ClockFacts {
  /** Times of the first and the last request, those left out that a wrong clock made. */
  readonly from: Millis
  readonly to: Millis
  /** Times with a wrong clock, far away from all others. */
  readonly astray: number
  /** How often time goes back by more than two minutes, and the first time it does. */
  readonly jumps: number
  readonly firstJump: Jump | undefined
  /** Zones of the log, minutes east of UTC, the most frequent first. */
  readonly offsets: readonly number[]
  /** Lines with a time whose zone is not known. */
  readonly withoutZone: number
}

/** Watches the times of a log go by. */
export class ClockWatch {
  readonly #hours = new Map<number, { count: number; first: Millis; last: Millis }>()
  readonly #offsets = new Map<number, number>()
  #withoutZone = 0
  #last = Number.NEGATIVE_INFINITY
  #jumps = 0
  #firstJump: Jump | undefined
  #count = 0

  add(at: Millis, offset: number | undefined, line: number): void {
    this.#count += 1
    if (offset === undefined) this.#withoutZone += 1
    else this.#offsets.set(offset, (this.#offsets.get(offset) ?? 0) + 1)
    if (at < this.#last - JUMP) this.#jump(line, this.#last - at)
    this.#last = at
    const hour = Math.floor(at / HOUR)
    const known = this.#hours.get(hour)
    if (known === undefined) this.#hours.set(hour, { count: 1, first: at, last: at })
    else {
      known.count += 1
      if (at < known.first) known.first = at
      if (at > known.last) known.last = at
    }
  }

  finish(): ClockFacts {
    const parts = this.#parts()
    const kept = parts.filter(({ count }) => count >= SMALL_SHARE * this.#count)
    const keptCount = kept.reduce((sum, { count }) => sum + count, 0)
    return {
      from: Math.min(...kept.map(({ first }) => first)),
      to: Math.max(...kept.map(({ last }) => last)),
      astray: this.#count - keptCount,
      jumps: this.#jumps,
      firstJump: this.#firstJump,
      offsets: [...this.#offsets].toSorted((a, b) => b[1] - a[1]).map(([offset]) => offset),
      withoutZone: this.#withoutZone,
    }
  }

  #jump(line: number, by: Millis): void {
    this.#jumps += 1
    this.#firstJump ??= { line, by }
  }

  /** Stretches of time with less than a day of silence in them. */
  #parts(): { count: number; first: Millis; last: Millis }[] {
    const parts: { hour: number; count: number; first: Millis; last: Millis }[] = []
    for (const [hour, facts] of [...this.#hours].toSorted((a, b) => a[0] - b[0])) {
      const part = parts.at(-1)
      if (part === undefined || hour - part.hour > FAR_HOURS) parts.push({ hour, ...facts })
      else Object.assign(part, { hour, count: part.count + facts.count, last: Math.max(part.last, facts.last) })
    }
    return parts
  }
}
