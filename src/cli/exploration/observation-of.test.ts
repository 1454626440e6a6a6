import { expect, it } from 'vitest'
import type { LimitReading } from '../../analysis/verdict/limit-reading.ts'
import type { Tick } from '../../engine/api.ts'
import { observationOf } from './observation-of.ts'

const none = { count: 0, p50: undefined, p95: undefined, p99: undefined }
const tick: Tick = {
  from: 0,
  to: 250,
  load: { browse: 100 },
  started: 25,
  good: 25,
  failed: 0,
  dropped: 0,
  failures: { refused: 0, timedOut: 0, starved: 0 },
  inFlight: 2,
  iteration: none,
  iterationTime: 0,
  iterationSquares: 0,
  response: none,
  slow: undefined,
  startLagP99: 1,
  utilisation: 0.3,
  pausedFor: 0,
}
const busy: Tick = { ...tick, utilisation: 0.99, startLagP99: 80 }

const limit = (verdict: LimitReading['verdict'], because: LimitReading['because'] = []): LimitReading => ({
  verdict,
  confidence: 'high',
  because,
  evidence: [],
  next: '',
  flags: [],
})

it.each<[string, Tick, LimitReading | undefined, boolean]>([
  ['the generator, of which nothing is judged yet, has time', tick, undefined, false],
  ['it has none', busy, undefined, true],
  ['the verdict says so, whatever this tick looks like', tick, limit('generator', ['loop']), true],
  ['the verdict names the target, whatever this tick looks like', busy, limit('target'), false],
  ['too few VUs are no fault of the generator', tick, limit('generator', ['vus']), false],
  ['the CPUs are shared', tick, limit('shared-host'), true],
  ['nobody knows', busy, limit('undetermined'), true],
])('tells what is not the limit of the target: %s', (_, seen, verdict, expected) => {
  expect(observationOf(seen, verdict).generatorLimited).toBe(expected)
})
