import { type Observation, secondsOf } from '../observation.ts'
import { sum } from '../statistics/summaries.ts'

/** Looked at over so many seconds; with more than this share refused, and not just once, nobody listens there any more. */
const seconds = 1
const share = 0.2
const fewest = 5

/** Notices a target that takes no connections any more: more load would tell nothing and may keep it down (saturation.md 2.5). */
export class RefusalWatch {
  #recent: readonly Observation[] = []

  isRefusing(tick: Observation): boolean {
    this.#recent = [...this.#recent, tick].filter(({ from }) => from >= tick.to - seconds * 1000 - 1)
    const refused = sum(this.#recent.map((each) => each.refused ?? 0))
    const ended = sum(this.#recent.map(({ good, failed }) => good + failed))
    return refused >= fewest && refused > share * ended && sum(this.#recent.map(secondsOf)) >= seconds
  }
}
