import { isGeneratorLimited } from '../../analysis/generator-limit.ts'
import type { Observation } from '../../analysis/observation.ts'
import type { LimitReading } from '../../analysis/verdict/limit-reading.ts'
import type { Latency, Tick } from '../../engine/api.ts'

/** A tick of the engine as the analysis sees it. The load is that of all scenarios together. */
export function observationOf(tick: Tick, limit?: LimitReading): Observation {
  const { from, to, started, good, failed, dropped, inFlight, pausedFor, failures } = tick
  const { iterationTime, iterationSquares, utilisation } = tick
  const { p50, p95 } = tick.iteration
  return {
    from,
    to,
    load: loadOf(tick),
    started,
    good,
    failed,
    dropped,
    inFlight,
    p50,
    p95,
    iterationTime,
    iterationSquares,
    response: percentilesOf(tick),
    responses: tick.response.count,
    ...(tick.slow === undefined ? {} : { slow: tick.slow }),
    refused: failures.refused,
    timedOut: failures.timedOut,
    pausedFor,
    generatorLimited: isGeneratorLimited({ utilisation, starved: failures.starved, limit }),
  }
}

export const loadOf = ({ load }: Pick<Tick, 'load'>): number =>
  Object.values(load).reduce((sum, value) => sum + value, 0)

/** A script without HTTP has no responses: then its iterations are what is waited for. */
const percentilesOf = ({ response, iteration }: Tick): Pick<Latency, 'p50' | 'p95' | 'p99'> =>
  response.count > 0 ? response : iteration
