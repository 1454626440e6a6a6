import { type BackendChange, BalanceBook } from '../../analysis/balance/balance-book.ts'
import type { ServiceBalance } from '../../analysis/balance/judge-balance.ts'
import type { Millis } from '../../base/units.ts'
import type { Window } from '../../engine/api.ts'
import type { SampleBook } from '../../engine/metrics/sample-book.ts'
import type { BackendStats } from '../../engine/metrics/backend-stats.ts'
import { latencyOf } from '../../engine/window-series.ts'
import type { BackendRow, BalanceFacts } from '../../report/report-data.ts'
import { BackendCourse } from './backend-course.ts'
import { meansOf } from './envelope.ts'

/** As wide as a small picture in a table is. */
const TRACE_POINTS = 80

type Backends = Pick<SampleBook, 'backends'>

/** Follows the backends of a recorded run, and judges their balance as the run itself did. */
export class BalanceCollector {
  readonly #book = new BalanceBook()
  readonly #courses = new Map<string, BackendCourse>()
  readonly #changes: (BackendChange & { readonly at: Millis })[] = []
  #seconds = 0
  #at: Millis = 0

  add(window: Window, { backends }: Backends): void {
    for (const key of backends.keys()) {
      if (!this.#courses.has(key)) this.#courses.set(key, new BackendCourse(key, this.#seconds))
    }
    for (const [key, course] of this.#courses) course.add(window, backends.get(key))
    this.#seconds += 1
    this.#at = window.to
    this.#judge(() => undefined)
  }

  /**
   * What came of it. `totals`: of the whole run; only this last look has response times, as medians of every second would cost more
   * than all the rest of a report. `isAsked`: backends were to be told apart, so that a single one is worth a word too.
   */
  facts({ backends }: Backends, isAsked: boolean): readonly BalanceFacts[] {
    this.#judge((key) => backends.get(key)?.durations.histogram.quantile(0.5))
    return this.#book.balances
      .filter((balance) => isAsked || balance.backends.length > 1)
      .map((balance) => this.#factsOf(balance, backends))
  }

  #judge(p50: (key: string) => Millis | undefined): void {
    const tallies = [...this.#courses].map(([key, course]) => course.tally(p50(key)))
    for (const change of this.#book.add(this.#at, tallies)) this.#changes.push({ ...change, at: this.#at })
  }

  #factsOf(balance: ServiceBalance, totals: Backends['backends']): BalanceFacts {
    const { backends: _tallies, unnamed: _unnamed, ...judged } = balance
    const own = [...this.#courses].filter(([, course]) => course.service === balance.service)
    return {
      ...judged,
      changes: this.#changes.filter(({ service }) => service === balance.service),
      backends: own.map(([key, course]) => rowOf(course, totals.get(key), balance)),
    }
  }
}

function rowOf(course: BackendCourse, stats: BackendStats | undefined, { backends }: ServiceBalance): BackendRow {
  const { name, firstAt, lastAt, rates } = course
  const { answers, failures, connections } = course.tally(undefined)
  const counted = backends.find((backend) => backend.name === name)?.answers
  const all = backends.reduce((sum, backend) => sum + backend.answers, 0)
  return {
    name,
    share: counted === undefined || all === 0 ? undefined : counted / all,
    answers,
    connections,
    failedShare: answers === 0 ? undefined : failures / answers,
    latency: latencyOf(stats?.durations.histogram),
    firstAt,
    lastAt,
    trace: meansOf(rates, TRACE_POINTS),
  }
}
