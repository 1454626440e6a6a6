import type { RunResult } from '../../src/engine/result.ts'
import type { ProcessEnd } from './run-process.ts'

/** Requests at a steady rate with checks, and two users who know no rate. */
export const outputScript = (seconds: number): string => `
import http from 'k6/http'
import { check, sleep } from 'k6'
export const options = {
  scenarios: {
    open: { executor: 'constant-arrival-rate', rate: 100, duration: '${seconds}s', preAllocatedVUs: 50 },
    closed: { executor: 'constant-vus', vus: 2, duration: '${seconds}s', exec: 'closed' },
  },
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)'],
}
export default function () { check(http.get(__ENV.TARGET), { 'is fine': ({ status }) => status === 200 }) }
export function closed() { http.get(__ENV.TARGET, { tags: { name: 'closed' } }); sleep(0.02) }
`

/** Of a run that was asked for `--result result.json`. */
export const resultIn = ({ files }: ProcessEnd): RunResult => JSON.parse(files['result.json'] ?? '') as RunResult

/** k6's percentile: between the two neighbours in the sorted values. */
export function percentile(sorted: readonly number[], share: number): number {
  const rank = share * (sorted.length - 1)
  const [low = 0, high = 0] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]]
  return low + (high - low) * (rank - Math.floor(rank))
}
