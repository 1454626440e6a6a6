import { sum } from '../statistics/summaries.ts'
import type { Confidence, LimitReading, LimitVerdict } from './limit-reading.ts'

interface Counted {
  readonly seconds: number
  /** The surest of them, the newest of these. */
  readonly reading: LimitReading
}

/** For how many seconds each verdict held. */
export class VerdictCounts {
  readonly #counts = new Map<LimitVerdict, Counted>()

  add(reading: LimitReading, seconds: number): void {
    const before = this.#counts.get(reading.verdict)
    const isSurer = before === undefined || rank[reading.confidence] >= rank[before.reading.confidence]
    this.#counts.set(reading.verdict, {
      seconds: (before?.seconds ?? 0) + seconds,
      reading: isSurer ? reading : before.reading,
    })
  }

  merge(others: VerdictCounts): void {
    for (const { reading, seconds } of others.#counts.values()) this.add(reading, seconds)
  }

  get total(): number {
    return sum([...this.#counts.values()].map(({ seconds }) => seconds))
  }

  /** Undefined before the first one. */
  get longest(): Counted | undefined {
    return [...this.#counts.values()].toSorted((a, b) => b.seconds - a.seconds)[0]
  }
}

const rank: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 }
