import type { Millis, PerSecond, Share } from '../../base/units.ts'
import { defaultTolerance } from '../hold/judge-hold.ts'
import { sum } from '../statistics/summaries.ts'
import { judgeLimit } from './judge-limit.ts'
import type { LimitReading } from './limit-reading.ts'
import type { LimitSecond, UnloadedTarget } from './limit-second.ts'
import { meanTimeOf } from './mean-time.ts'

export interface LimitSettings {
  /** See `LimitContext.ceiling`. */
  readonly ceiling: PerSecond | undefined
  readonly tolerance?: Share
}

/** The present is the last so many seconds: 3 of them decide. */
const present = 5
/** The target without load is known from so many answers at the lowest loads. */
const enoughAnswers = 80

/** Who holds the load back, second by second. Remembers what the target is like without load. */
export class LimitWatch {
  readonly #settings: LimitSettings
  #recent: readonly LimitSecond[] = []
  /** Seconds that lacked nothing, the lowest throughput first. */
  #calm: readonly CalmSecond[] = []
  #min = Number.POSITIVE_INFINITY

  constructor(settings: LimitSettings) {
    this.#settings = settings
  }

  /** The target without load, as far as the run has shown it. */
  get unloaded(): UnloadedTarget | undefined {
    if (!Number.isFinite(this.#min)) return undefined
    return {
      p50: middleOf(this.#calm),
      min: this.#min,
      requestTime: meanTimeOf(this.#calm.map(({ requestTime, requests }) => [requestTime, requests])),
      iterationTime: meanTimeOf(this.#calm.map(({ iterationTime, good, failed }) => [iterationTime, good + failed])),
      errorShare: errorShareOf(this.#calm),
    }
  }

  /** Takes the next second of the run. Undefined while it is paused. */
  add(second: LimitSecond): LimitReading | undefined {
    const { firstByte } = second.load
    this.#recent = [...this.#recent, second].slice(-present)
    if (firstByte !== undefined) this.#min = Math.min(this.#min, firstByte.min)
    const reading = this.judge(this.#recent)
    if (reading?.verdict === 'none' && isFullyReturned(second)) this.#remember(second)
    return reading
  }

  /** The same question about other seconds of the run, such as those of a hold. */
  judge(seconds: readonly LimitSecond[]): LimitReading | undefined {
    const { ceiling, tolerance = defaultTolerance } = this.#settings
    return judgeLimit(seconds, { unloaded: this.unloaded, tolerance, ceiling })
  }

  #remember({ load }: LimitSecond): void {
    const { firstByte, good, failed, requests, requestTime, iterationTime } = load
    if (firstByte === undefined) return
    const { count: answers, p50 } = firstByte
    const second = { throughput: good + failed, answers, p50, good, failed, requests, requestTime, iterationTime }
    const ordered = [...this.#calm, second].toSorted((a, b) => a.throughput - b.throughput)
    this.#calm = lowest(ordered)
  }
}

interface CalmSecond {
  readonly throughput: number
  readonly answers: number
  readonly p50: number
  readonly good: number
  readonly failed: number
  readonly requests: number
  readonly requestTime: Millis | undefined
  readonly iterationTime: Millis | undefined
}

/** As much came back as was begun: nothing was dropped, and no backlog had only just begun to grow. */
const isFullyReturned = ({ load: { dropped, started, good, failed } }: LimitSecond): boolean =>
  dropped === 0 && good + failed > 0 && started - good - failed <= 3 + 0.1 * started

function lowest(ordered: readonly CalmSecond[]): readonly CalmSecond[] {
  let answers = 0
  const end = ordered.findIndex((second) => (answers += second.answers) >= enoughAnswers)
  return end < 0 ? ordered : ordered.slice(0, end + 1)
}

/** Every second counts by its answers. */
function middleOf(calm: readonly CalmSecond[]): number | undefined {
  const answers = sum(calm.map((second) => second.answers))
  return answers === 0 ? undefined : sum(calm.map((second) => second.p50 * second.answers)) / answers
}

function errorShareOf(calm: readonly CalmSecond[]): Share {
  const all = sum(calm.map(({ good, failed }) => good + failed))
  return all === 0 ? 0 : sum(calm.map(({ failed }) => failed)) / all
}
