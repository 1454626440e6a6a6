import type { Instant } from '../wall-clock.ts'

const MS = 1_000_000

/**
 * InfluxDB keeps one point of a series at a moment: of two at the same nanosecond only the last would stay. So each sample of a
 * series gets a time of its own: the first nanosecond from its own on whose number, modulo the number of workers, is its
 * worker's, and which lies behind the last one of this series and worker. Workers are thus never in each other's way.
 */
export class UniqueTimes {
  readonly #workers: number
  /** [worker][series] */
  readonly #last: (Instant | undefined)[][]

  constructor(workers: number) {
    this.#workers = workers
    this.#last = Array.from({ length: workers }, () => [])
  }

  /** `worker` counts from 0. */
  of(worker: number, series: number, time: Instant): Instant {
    const own = this.#firstOf(worker, time)
    const row = (this.#last[worker] ??= [])
    const last = row[series]
    const next = last === undefined || isBefore(last, own) ? own : later(last, this.#workers)
    row[series] = next
    return next
  }

  #firstOf(worker: number, time: Instant): Instant {
    const all = this.#workers
    const rest = ((time.ms % all) * (MS % all) + time.nanos) % all
    return later(time, (worker - rest + all) % all)
  }
}

const isBefore = (a: Instant, b: Instant): boolean => a.ms < b.ms || (a.ms === b.ms && a.nanos < b.nanos)

/** `nanos` is less than 1 ms. */
function later({ ms, nanos }: Instant, by: number): Instant {
  const sum = nanos + by
  return sum < MS ? { ms, nanos: sum } : { ms: ms + 1, nanos: sum - MS }
}
