import type { Observation } from '../observation.ts'
import { meanOfKnown, sum } from '../statistics/summaries.ts'
import type { Hold } from './hold.ts'

/** How the requests of a hold fared. Where they were not measured apart from the iterations, an iteration is one request. */
export function responsesOf(ticks: readonly Observation[]): Pick<Hold, 'response' | 'slowShare' | 'time'> {
  const meanOf = (percentile: 'p50' | 'p95' | 'p99'): number | undefined =>
    meanOfKnown(ticks.map((tick) => (tick.response ?? { p99: undefined, ...tick })[percentile]))
  const counted = ticks.filter(({ slow, responses }) => slow !== undefined && responses !== undefined)
  const responses = sum(counted.map((tick) => tick.responses ?? 0))
  return {
    response: { p50: meanOf('p50'), p95: meanOf('p95'), p99: meanOf('p99') },
    slowShare: responses === 0 ? undefined : sum(counted.map(({ slow = 0 }) => slow)) / responses,
    time: timeOf(ticks),
  }
}

function timeOf(ticks: readonly Observation[]): Hold['time'] {
  const timed = ticks.filter(({ iterationTime }) => iterationTime !== undefined)
  const ended = sum(timed.map(({ good, failed }) => good + failed))
  if (ended === 0) return undefined
  const mean = sum(timed.map(({ iterationTime = 0 }) => iterationTime)) / ended
  const squares = sum(timed.map(({ iterationSquares = 0 }) => iterationSquares)) / ended
  return { mean, se: Math.sqrt(Math.max(0, squares - mean ** 2) / ended) }
}
