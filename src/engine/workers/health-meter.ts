import { monitorEventLoopDelay, performance, PerformanceObserver } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import type { Millis, Share } from '../../base/units.ts'
import type { WorkerHealth } from '../metrics/worker-health.ts'
import { type ThreadTime, threadTimeReader } from './thread-time.ts'

/** Between two timers of the delay histogram. */
const RESOLUTION: Millis = 10
const PERIOD: Millis = 1000

interface Moment {
  readonly at: Millis
  readonly loop: ReturnType<typeof performance.eventLoopUtilization>
  readonly time: ThreadTime
}

/** How the calling thread is doing, measured anew every second. */
export class HealthMeter {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION })
  readonly #readTime = threadTimeReader()
  readonly #garbage: PerformanceObserver
  #collecting: Millis = 0
  #before: Moment
  #health: WorkerHealth

  constructor() {
    this.#delay.enable()
    this.#garbage = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) this.#collecting += duration
    })
    this.#garbage.observe({ entryTypes: ['gc'] })
    this.#before = this.#moment()
    this.#health = this.#healthSince(this.#before, this.#before)
  }

  /** Of the last whole second; before there is one, all is quiet. */
  read(): WorkerHealth {
    const { at } = this.#before
    // A flush that is a little early must not put the second off until the next one.
    if (performance.now() - at < PERIOD - 50) return this.#health
    const now = this.#moment()
    this.#health = this.#healthSince(this.#before, now)
    this.#before = now
    this.#collecting = 0
    this.#delay.reset()
    return this.#health
  }

  close(): void {
    this.#delay.disable()
    this.#garbage.disconnect()
  }

  #moment(): Moment {
    return { at: performance.now(), loop: performance.eventLoopUtilization(), time: this.#readTime() }
  }

  #intervals(): TimerIntervals {
    const { count, mean, stddev } = this.#delay
    if (count === 0) return { count, mean: 0, deviation: 0, p99: 0 }
    return { count, mean: mean / 1e6, deviation: stddev / 1e6, p99: this.#delay.percentile(99) / 1e6 }
  }

  #healthSince(before: Moment, now: Moment): WorkerHealth {
    const span = now.at - before.at
    const shareOf = (part: Millis): Share => (span > 0 ? Math.min(1, Math.max(0, part / span)) : 0)
    const { used_heap_size: heapUsed, heap_size_limit: heapLimit } = getHeapStatistics()
    const { waited } = now.time
    return {
      utilisation: span > 0 ? performance.eventLoopUtilization(now.loop, before.loop).utilization : 0,
      ...loopDelays(this.#intervals(), span),
      cpu: shareOf(now.time.cpu - before.time.cpu),
      starved: waited === undefined ? undefined : shareOf(waited - (before.time.waited ?? 0)),
      gc: shareOf(this.#collecting),
      heapUsed,
      heapLimit,
    }
  }
}

/** Between the timers of `RESOLUTION` that came in a span of time. */
export interface TimerIntervals {
  readonly count: number
  readonly mean: Millis
  readonly deviation: Millis
  readonly p99: Millis
}

/** An interval that goes on for longer than this is no usual one. */
const LONG: Millis = 3 * RESOLUTION

/** Of a span. What no timer came in is one interval that has not ended: the loop has been blocked for so long. */
export function loopDelays(
  { count, mean, deviation, p99 }: TimerIntervals,
  span: Millis,
): Pick<WorkerHealth, 'readDelay' | 'delayP99'> {
  const ended = meanWait(mean, deviation)
  const rest = span - count * mean
  if (rest < LONG) return { readDelay: ended, delayP99: Math.max(0, p99 - RESOLUTION) }
  const share = rest / span
  return {
    readDelay: share * meanWait(rest, 0) + (1 - share) * ended,
    delayP99: Math.max(p99, rest) - RESOLUTION,
  }
}

/**
 * How long something that becomes ready at any instant waits for a loop whose timers of `RESOLUTION` come at intervals I of this mean
 * and deviation: it finds the loop blocked with the share (I - r) / I and waits half of I - r then, each interval weighted by its
 * length (the inspection paradox; L. Kleinrock, Queueing Systems 1, 5.2): E[(I - r)^2] / 2 E[I].
 */
export function meanWait(mean: Millis, deviation: Millis): Millis {
  if (!(mean > 0)) return 0
  const blocked = Math.max(0, mean - RESOLUTION)
  return (deviation ** 2 + blocked ** 2) / (2 * mean)
}
