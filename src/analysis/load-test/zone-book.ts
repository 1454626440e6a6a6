import type { Millis, Share } from '../../base/units.ts'
import { addCounts, noCounts, type TestSecond, type WorkloadCounts } from './test-second.ts'
import type { Zone } from './test-plan.ts'

/** After a change of load this share of the zone, within these bounds, is not judged: answers to the load before still come. */
const SETTLING_SHARE = 0.1
const LEAST_SETTLING: Millis = 1000
const MOST_SETTLING: Millis = 10_000

/** What was counted in one zone once it had settled. */
export class ZoneBook {
  readonly zone: Zone
  readonly #counts = new Map<string, WorkloadCounts>()
  readonly #seconds: TestSecond[] = []
  #length: Millis = 0
  #cpuTime = 0
  #cpuSeconds = 0

  constructor(zone: Zone) {
    this.zone = zone
  }

  /** From when on it is judged. */
  get settledAt(): Millis {
    const { from, to } = this.zone
    return from + Math.min(MOST_SETTLING, Math.max(LEAST_SETTLING, SETTLING_SHARE * (to - from)))
  }

  /** In s. */
  get seconds(): number {
    return this.#length / 1000
  }

  get cpu(): Share | undefined {
    return this.#cpuSeconds === 0 ? undefined : this.#cpuTime / this.#cpuSeconds
  }

  get all(): readonly TestSecond[] {
    return this.#seconds
  }

  /** Of what is judged, so much has been seen. */
  get seen(): Share {
    return Math.min(1, this.#length / Math.max(1, this.zone.to - this.settledAt - 1000))
  }

  countsOf(workload: string): WorkloadCounts {
    return this.#counts.get(workload) ?? noCounts
  }

  get total(): WorkloadCounts {
    return [...this.#counts.values()].reduce(addCounts, noCounts)
  }

  /** Seconds that are not wholly in the settled part of the zone are left out. */
  add(second: TestSecond): void {
    if (second.from < this.settledAt || second.to > this.zone.to) return
    this.#seconds.push(second)
    this.#length += second.to - second.from
    for (const [name, counts] of second.workloads) this.#counts.set(name, addCounts(this.countsOf(name), counts))
    if (second.cpu === undefined) return
    this.#cpuTime += second.cpu
    this.#cpuSeconds += 1
  }
}
