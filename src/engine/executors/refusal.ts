import type { LoadChange } from '../config/load-change.ts'
import { modelOf, type ScenarioConfig } from '../config/scenario.ts'

const MOST_RATE = 1e7
const MOST_VUS = 1e8

/** Why this scenario cannot follow the change, in one sentence for the operator; undefined when it can. */
export function refusalOf(config: ScenarioConfig, change: LoadChange): string | undefined {
  switch (change.type) {
    case 'set-rate':
      return refuseRate(config, change.rate)
    case 'set-vus':
      return refuseVus(config, change.vus)
    case 'follow-plan':
    case 'pause':
    case 'resume':
      return undefined
  }
}

function refuseRate({ name, executor }: ScenarioConfig, rate: number): string | undefined {
  if (modelOf(executor) === 'closed') return `${name} is ${executor}: its load is a number of VUs, not a rate`
  if (!Number.isFinite(rate) || rate < 0 || rate > MOST_RATE)
    return `a rate is a number from 0 to ${MOST_RATE}, not ${rate}`
  return undefined
}

function refuseVus(config: ScenarioConfig, vus: number): string | undefined {
  const { name, executor } = config
  if (modelOf(executor) === 'open') return `${name} is ${executor}: its load is a rate, not a number of VUs`
  if (executor === 'shared-iterations' || executor === 'per-vu-iterations') {
    return `${name} is ${executor}: its VUs are fixed, because its iterations are shared out among them`
  }
  if (!Number.isInteger(vus) || vus < 0 || vus > MOST_VUS)
    return `VUs are a whole number from 0 to ${MOST_VUS}, not ${vus}`
  if (config.executor === 'externally-controlled' && vus > config.maxVUs) {
    return `${name} has maxVUs ${config.maxVUs}: ${vus} VUs are more than that`
  }
  return undefined
}
