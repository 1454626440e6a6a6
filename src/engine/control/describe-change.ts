import { formatDuration } from '../../base/duration.ts'
import type { Millis } from '../../base/units.ts'
import type { LoadChange, LoadStage } from '../config/load-change.ts'
import { modelOf, type ScenarioConfig } from '../config/scenario.ts'
import { endOf, type LiveLoad, loadNow } from '../executors/live-load.ts'
import type { LoadEvent } from './decision.ts'

/** Pauses are the run's, not a scenario's: they have one event for all. */
export type ScenarioChange = Exclude<LoadChange, { type: 'pause' | 'resume' }>

/** A change that was made: of which load it made which. */
export interface MadeChange {
  readonly config: ScenarioConfig
  readonly change: ScenarioChange
  readonly at: Millis
  readonly before: LiveLoad
  readonly after: LiveLoad
  readonly isOverridden: boolean
}

/** One line for the operator, with the load before and after where there is one. */
export function describeChange(made: MadeChange): LoadEvent {
  const { config, change, before } = made
  const { name: scenario } = config
  switch (change.type) {
    case 'start':
      return { kind: 'phase', scenario, text: `${scenario} begins now` }
    case 'stop':
      return { kind: 'phase', scenario, text: `${scenario} ${change.graceful ? GRACEFULLY : 'stopped at once'}` }
    case 'set-max-vus':
      return { kind: 'load', scenario, text: `maxVUs of ${scenario} ${before.maxVUs} -> ${change.maxVUs}` }
    case 'set-stages':
      return describeStages(made, change.stages)
    case 'set-rate':
    case 'set-vus':
    case 'scale':
    case 'follow-plan':
    case 'restore':
      return describeCourse(made)
  }
}

const GRACEFULLY = 'stops: iterations in flight may end'

function describeCourse({ config, change, at, before, after, isOverridden }: MadeChange): LoadEvent {
  const from = loadIn(before, at)
  const ramp = 'ramp' in change ? change.ramp : 0
  const to = commandedBy(change) ?? loadIn(after, at + ramp)
  const over = ramp > 0 ? ` over ${formatDuration(ramp)}` : ''
  const plan = isOverridden ? '' : ' (by the plan)'
  const text = `load ${config.name} ${plain(from)} -> ${plain(to)}${unitOf(config)}${over}${plan}`
  return { kind: 'load', scenario: config.name, text, from, to }
}

/** A ramp may be cut short by the end; what was said is still this. */
function commandedBy(change: MadeChange['change']): number | undefined {
  if (change.type === 'set-rate') return change.rate
  return change.type === 'set-vus' ? change.vus : undefined
}

/** `100/s in 30s, 0/s in 1m0s`; the load after is where the first stage goes. */
function describeStages({ config, before, at }: MadeChange, stages: readonly LoadStage[]): LoadEvent {
  const list = stages.map(({ duration, target }) => `${plain(target)}${unitOf(config)} in ${formatDuration(duration)}`)
  const text = `load ${config.name} by stages: ${list.join(', ')}`
  return { kind: 'load', scenario: config.name, text, from: loadIn(before, at), to: stages[0]?.target ?? 0 }
}

/** While the scenario waits: what it begins with; past its end: what it ends with. */
const loadIn = (load: LiveLoad, at: Millis): number =>
  loadNow(load, Math.max(load.startsAt, Math.min(at, endOf(load) - 1e-3)))

const plain = (value: number): string => String(Number(value.toPrecision(4)))
const unitOf = ({ executor }: ScenarioConfig): string => (modelOf(executor) === 'open' ? '/s' : ' VUs')
