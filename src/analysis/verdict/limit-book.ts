import type { Millis } from '../../base/units.ts'
import { isSameLoad } from '../hold/hold-collector.ts'
import type { Confidence, LimitReading, LimitVerdict } from './limit-reading.ts'
import { LimitWatch, type LimitSettings } from './limit-watch.ts'
import type { LimitSecond } from './limit-second.ts'
import { VerdictCounts } from './verdict-counts.ts'

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
  /** Of loads that are over. */
  readonly #counts = new VerdictCounts()
  #last: LimitReading | undefined
  #hold: readonly LimitSecond[] = []
  /** Of the load that is held now, second by second. */
  #present = new VerdictCounts()
  #holds: readonly HoldLimit[] = []

  constructor(settings: LimitSettings) {
    this.#watch = new LimitWatch(settings)
  }

  /** Takes the next second; see `LimitWatch.add`. */
  add(second: LimitSecond): LimitReading | undefined {
    const reading = this.#watch.add(second)
    this.#extendHold(second)
    // The end of a run has seconds that nothing was asked for in.
    if (reading === undefined || !(second.load.load > 0)) return reading
    this.#last = reading
    if (reading.verdict !== 'none') this.#present.add(reading, 1)
    return reading
  }

  /** Of the run as far as it is; undefined as long as nothing was judged. */
  get run(): RunLimit | undefined {
    const present = this.#judgeHold()
    const counts = new VerdictCounts()
    counts.merge(this.#counts)
    countHold(counts, this.#present, present)
    const longest = counts.longest
    const reading = longest === undefined || longest.seconds < leastSeconds ? quietOf(this.#last) : longest.reading
    if (reading === undefined) return undefined
    const { verdict, confidence, evidence, next } = reading
    return {
      verdict,
      confidence,
      evidence,
      next,
      holds: present === undefined ? this.#holds : [...this.#holds, present.hold],
    }
  }

  #extendHold(second: LimitSecond): void {
    const isPaused = second.load.pausedFor > 0
    const before = this.#hold.at(-1)
    if (before !== undefined && (isPaused || !isSameLoad(second.load.load, before.load.load))) {
      this.#endHold()
    }
    if (!isPaused) this.#hold = [...this.#hold, second].slice(-mostSeconds)
  }

  #endHold(): void {
    const ended = this.#judgeHold()
    if (ended !== undefined) this.#holds = [...this.#holds, ended.hold].slice(-mostHolds)
    countHold(this.#counts, this.#present, ended)
    this.#hold = []
    this.#present = new VerdictCounts()
  }

  /** The second in which the load changed has both loads in it. */
  #judgeHold(): JudgedHold | undefined {
    const settled = this.#hold.slice(1)
    const [first, last] = [settled[0], settled.at(-1)]
    if (first === undefined || last === undefined || settled.length < leastSeconds) return undefined
    const reading = this.#watch.judge(settled)
    if (reading === undefined) return undefined
    const { verdict, confidence, evidence } = reading
    const hold = { load: last.load.load, from: first.from, to: last.to, verdict, confidence, evidence }
    return { hold, reading, seconds: settled.length }
  }
}

interface JudgedHold {
  readonly hold: HoldLimit
  readonly reading: LimitReading
  readonly seconds: number
}

/**
 * Counts the seconds in which a load was held back, by who did. A whole hold says more than five seconds of it can, in which others
 * may have had the CPUs; where it was not held back on the whole, or was too short or too long to tell, each second counts for itself.
 */
function countHold(counts: VerdictCounts, seconds: VerdictCounts, hold: JudgedHold | undefined): void {
  if (hold === undefined || hold.reading.verdict === 'none' || seconds.total > mostSeconds) counts.merge(seconds)
  else counts.add(hold.reading, hold.seconds)
}

/** A limit that was there for a moment is none of the run. */
const quietOf = (reading: LimitReading | undefined): LimitReading | undefined =>
  reading === undefined || reading.verdict === 'none'
    ? reading
    : { ...reading, verdict: 'none', confidence: 'low', evidence: ['held back for less than 3 s'], next: 'more load' }
