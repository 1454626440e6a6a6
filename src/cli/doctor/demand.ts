import type { PerSecond } from '../../base/units.ts'
import { maxVUs } from '../../engine/config/requirements.ts'
import type { RunConfig } from '../../engine/config/run-config.ts'
import { perSecond, type ScenarioConfig } from '../../engine/config/scenario.ts'

/** What a run asks of this host. */
export interface Demand {
  readonly threads: number
  /** At most so many VUs at once. */
  readonly vus: number
  /** Arrivals per second at most; undefined for a closed model, whose rate depends on the target. */
  readonly rate: PerSecond | undefined
  /** False: every request has a connection of its own. */
  readonly reusesConnections: boolean
  /** Local addresses that connections come from. */
  readonly sources: number
  /** A script's VU takes more memory than one of a URL. */
  readonly isScript: boolean
}

export function demandOf(config: RunConfig): Demand {
  const { scenarios, http, threads, work } = config
  const rates = scenarios.map(highestRate).filter((rate) => rate !== undefined)
  return {
    threads,
    vus: maxVUs(config),
    rate: rates.length === 0 ? undefined : rates.reduce((sum, rate) => sum + rate, 0),
    reusesConnections: !http.noConnectionReuse,
    sources: Math.max(1, http.localIPs.length),
    isScript: work.kind === 'script',
  }
}

function highestRate(scenario: ScenarioConfig): PerSecond | undefined {
  if (scenario.executor === 'constant-arrival-rate') return perSecond(scenario.rate, scenario.timeUnit)
  if (scenario.executor !== 'ramping-arrival-rate') return undefined
  const targets = scenario.stages.map(({ target }) => target)
  return perSecond(Math.max(scenario.startRate, ...targets), scenario.timeUnit)
}
