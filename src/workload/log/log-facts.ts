import type { Millis, PerSecond, Share } from '../../base/units.ts'
import type { ClockFacts } from './clock-watch.ts'
import type { Peak } from './minute-book.ts'
import type { BadLine } from './read-log.ts'
import type { Router } from './routes/router.ts'
import type { Gaps } from './sessions.ts'

/** Which of the times of a log its rates are taken from. */
export type RateOf = 'average' | 'peak-hour' | 'peak-minute'
export const ratesOf: readonly RateOf[] = ['average', 'peak-hour', 'peak-minute']

export interface RouteFacts {
  readonly method: string
  readonly template: string
  readonly requests: number
  /** Of all requests of the log. */
  readonly share: Share
  /** Answered with 5xx. */
  readonly failedShare: Share
  readonly tps: Readonly<Record<RateOf, PerSecond>>
  /** Mean; undefined when the log does not say. */
  readonly response: Millis | undefined
  /** From a request of this route to the next one of the same client. */
  readonly interval: Interval | undefined
  /** Paths that were really asked for. */
  readonly samples: readonly string[]
}

export interface Interval {
  readonly mean: Millis
  /** Standard deviation, as a share of the mean. */
  readonly variation: Share
  readonly count: number
}

/** The busiest stretch of a log. */
export interface PeakFacts {
  readonly from: Millis
  readonly requests: number
  readonly tps: PerSecond
}

export interface LogFacts {
  /** Its name. */
  readonly format: string
  readonly lines: number
  readonly requests: number
  /** Lines of the format that are of no request. */
  readonly noRequests: number
  readonly skipped: number
  readonly bad: number
  readonly firstBad: BadLine | undefined
  /** Requests in no minute, as they came hours late. */
  readonly late: number
  /** One of so many clients was followed. */
  readonly clientsFollowed: number
  readonly clock: ClockFacts
  /** How long the log lasts, in s. */
  readonly seconds: number
  /** The most frequent first. */
  readonly routes: readonly RouteFacts[]
  readonly peakMinute: PeakFacts
  readonly peakHour: PeakFacts
}

/** What is summed up for the id of a route. */
export interface RouteSums {
  count: number
  failed: number
  /** How many said how long they took, and how long that was together. */
  timed: number
  took: Millis
}

export interface Peaks {
  readonly minute: Peak
  readonly hour: Peak
}

export interface RouteInputs {
  readonly sums: readonly (RouteSums | undefined)[]
  readonly router: Router
  readonly gaps: ReadonlyMap<number, Readonly<Gaps>>
  /** How long the log lasts. */
  readonly seconds: number
  readonly peaks: Peaks
}

/** With fewer intervals than this a route says nothing of its users. */
const FEWEST_GAPS = 30

/** All routes of a log, the most frequent first; routes that have become one are added up. */
export function routeFactsOf(inputs: RouteInputs): readonly RouteFacts[] {
  const { sums, router } = inputs
  const ids = sums.flatMap((sum, id) => (sum === undefined ? [] : [id]))
  const total = ids.reduce((all, id) => all + (sums[id]?.count ?? 0), 0)
  const groups = [...Map.groupBy(ids, (id) => router.now(id)).values()]
  const facts = groups.map((group) => factsOf(group, total, inputs))
  return facts.toSorted((a, b) => b.requests - a.requests || (nameOf(a) < nameOf(b) ? -1 : 1))
}

export const nameOf = ({ method, template }: Pick<RouteFacts, 'method' | 'template'>): string => `${method} ${template}`

function factsOf(
  group: readonly number[],
  total: number,
  { sums, router, gaps, seconds, peaks }: RouteInputs,
): RouteFacts {
  const add = (read: (id: number) => number | undefined): number => group.reduce((sum, id) => sum + (read(id) ?? 0), 0)
  const requests = add((id) => sums[id]?.count)
  const timed = add((id) => sums[id]?.timed)
  const id = group[0] ?? 0
  return {
    ...router.routeOf(id),
    requests,
    share: requests / total,
    failedShare: add((one) => sums[one]?.failed) / requests,
    tps: {
      average: requests / seconds,
      'peak-hour': add((one) => peaks.hour.routes.get(one)) / Math.min(3600, seconds),
      'peak-minute': add((one) => peaks.minute.routes.get(one)) / Math.min(60, seconds),
    },
    response: timed === 0 ? undefined : add((one) => sums[one]?.took) / timed,
    interval: intervalOf(group.flatMap((one) => gaps.get(one) ?? [])),
    samples: router.samplesOf(id),
  }
}

/** Undefined when too few are known. */
export function intervalOf(all: readonly Readonly<Gaps>[]): Interval | undefined {
  const add = (term: keyof Gaps): number => all.reduce((total, gaps) => total + gaps[term], 0)
  const [count, sum, squares] = [add('count'), add('sum'), add('squares')]
  const mean = sum / count
  if (count < FEWEST_GAPS || mean <= 0) return undefined
  return { mean, variation: Math.sqrt(Math.max(0, squares / count - mean * mean)) / mean, count }
}

export const peakFactsOf = ({ from, requests }: Peak, length: number, seconds: number): PeakFacts => ({
  from,
  requests,
  tps: requests / Math.min(length, seconds),
})
