import type { Millis } from '../../base/units.ts'
import { isSameLoad } from '../hold/hold-collector.ts'
import type { Confidence, LimitReading, LimitVerdict } from './limit-reading.ts'
import { LimitWatch, type LimitSettings } from './limit-watch.ts'
import type { LimitSecond } from './limit-second.ts'

/** Who held back one load, while it was held. */
export interface HoldLimit {
  readonly load: number
  readonly from: Millis
  readonly to: Millis
  readonly verdict: LimitVerdict
  readonly confidence: Confidence
  readonly evidence: readonly string[]
}

/** Who held a run back, taken all together. */
export interface RunLimit {
  readonly verdict: LimitVerdict
  readonly confidence: Confidence
  readonly evidence: readonly string[]
  readonly next: string
  readonly holds: readonly HoldLimit[]
}

/** Fewer seconds than this are no hold, and no limit of a run. */
const leastSeconds = 3
/** Of a hold that lasts, its newest seconds are enough. */
const mostSeconds = 300
/** Of a run whose load changes all the time. */
const mostHolds = 1000

/** Keeps the verdicts of a run: of the present, of every hold, and of all of it. */
export class LimitBook {
  readonly #watch: LimitWatch
  readonly #held = new Map<LimitVerdict, { seconds: number; reading: LimitReading }>()
  #last: LimitReading | undefined
  #hold: readonly LimitSecond[] = []
  #holds: readonly HoldLimit[] = []

  constructor(settings: LimitSettings) {
    this.#watch = new LimitWatch(settings)
  }

  /** Takes the next second; see `LimitWatch.add`. */
  add(second: LimitSecond): LimitReading | undefined {
    const reading = this.#watch.add(second)
    this.#extendHold(second)
    // The end of a run has seconds that nothing was asked for in.
    if (reading !== undefined && second.load.load > 0) this.#count(reading)
    return reading
  }

  /** Of the run as far as it is; undefined as long as nothing was judged. */
  get run(): RunLimit | undefined {
    const [longest] = [...this.#held.values()]
      .filter(({ seconds }) => seconds >= leastSeconds)
      .toSorted((a, b) => b.seconds - a.seconds)
    const reading = longest?.reading ?? quietOf(this.#last)
    if (reading === undefined) return undefined
    const { verdict, confidence, evidence, next } = reading
    const present = this.#judgeHold()
    return {
      verdict,
      confidence,
      evidence,
      next,
      holds: present === undefined ? this.#holds : [...this.#holds, present],
    }
  }

  #count(reading: LimitReading): void {
    this.#last = reading
    if (reading.verdict === 'none') return
    const before = this.#held.get(reading.verdict)
    const isSurer = before === undefined || rank[reading.confidence] >= rank[before.reading.confidence]
    this.#held.set(reading.verdict, {
      seconds: (before?.seconds ?? 0) + 1,
      reading: isSurer ? reading : before.reading,
    })
  }

  #extendHold(second: LimitSecond): void {
    const isPaused = second.load.pausedFor > 0
    const before = this.#hold.at(-1)
    if (before !== undefined && (isPaused || !isSameLoad(second.load.load, before.load.load))) {
      const ended = this.#judgeHold()
      if (ended !== undefined) this.#holds = [...this.#holds, ended].slice(-mostHolds)
      this.#hold = []
    }
    if (!isPaused) this.#hold = [...this.#hold, second].slice(-mostSeconds)
  }

  /** The second in which the load changed has both loads in it. */
  #judgeHold(): HoldLimit | undefined {
    const settled = this.#hold.slice(1)
    const [first, last] = [settled[0], settled.at(-1)]
    if (first === undefined || last === undefined || settled.length < leastSeconds) return undefined
    const reading = this.#watch.judge(settled)
    if (reading === undefined) return undefined
    const { verdict, confidence, evidence } = reading
    return { load: last.load.load, from: first.from, to: last.to, verdict, confidence, evidence }
  }
}

const rank: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 }

/** A limit that was there for a moment is none of the run. */
const quietOf = (reading: LimitReading | undefined): LimitReading | undefined =>
  reading === undefined || reading.verdict === 'none'
    ? reading
    : { ...reading, verdict: 'none', confidence: 'low', evidence: ['held back for less than 3 s'], next: 'more load' }
