import type { Observation } from '../observation.ts'
import { meanOfKnown, sum } from '../statistics/summaries.ts'
import type { Hold } from './hold.ts'

/** How the requests of a hold fared. Where they were not measured apart from the iterations, an iteration is one request. */
export function responsesOf(ticks: readonly Observation[]): Pick<Hold, 'response' | 'slowShare' | 'meanTime'> {
  const meanOf = (percentile: 'p50' | 'p95' | 'p99'): number | undefined =>
    meanOfKnown(ticks.map((tick) => (tick.response ?? { p99: undefined, ...tick })[percentile]))
  const counted = ticks.filter(({ slow, responses }) => slow !== undefined && responses !== undefined)
  const responses = sum(counted.map((tick) => tick.responses ?? 0))
  const timed = ticks.filter(({ iterationTime }) => iterationTime !== undefined)
  const ended = sum(timed.map(({ good, failed }) => good + failed))
  return {
    response: { p50: meanOf('p50'), p95: meanOf('p95'), p99: meanOf('p99') },
    slowShare: responses === 0 ? undefined : sum(counted.map(({ slow = 0 }) => slow)) / responses,
    meanTime: ended === 0 ? undefined : sum(timed.map(({ iterationTime = 0 }) => iterationTime)) / ended,
  }
}
