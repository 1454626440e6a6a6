import { formatDuration } from '../../base/duration.ts'
import { formatCount, formatLoad, formatLoadOf } from '../../base/readable-numbers.ts'
import type { Millis } from '../../base/units.ts'
import { perSecond, type ScenarioConfig, type Stage } from '../../engine/config/scenario.ts'

/** What a scenario was asked for, in a few words. */
export function planText(config: ScenarioConfig): string {
  const start = config.startTime > 0 ? `, from ${time(config.startTime)} on` : ''
  return `${loadText(config)}${start}`
}

function loadText(config: ScenarioConfig): string {
  switch (config.executor) {
    case 'constant-arrival-rate':
      return `${formatLoad(perSecond(config.rate, config.timeUnit))}/s${lasting(config.duration)}, up to ${vus(config.maxVUs)}`
    case 'ramping-arrival-rate': {
      const rates = config.stages.map(({ target }) => perSecond(target, config.timeUnit))
      return `${range([perSecond(config.startRate, config.timeUnit), ...rates])}/s${inStages(config.stages)}, up to ${vus(config.maxVUs)}`
    }
    case 'constant-vus':
      return `${vus(config.vus)}${lasting(config.duration)}`
    case 'ramping-vus':
      return `${range([config.startVUs, ...config.stages.map(({ target }) => target)])} VUs${inStages(config.stages)}`
    case 'externally-controlled':
      return `${vus(config.vus)}${lasting(config.duration)}, up to ${formatCount(config.maxVUs)}`
    case 'shared-iterations':
      return `${vus(config.vus)}, ${formatCount(config.iterations)} iterations among them`
    case 'per-vu-iterations':
      return `${vus(config.vus)}, ${formatCount(config.iterations)} iterations each`
  }
}

const vus = (count: number): string => formatLoadOf(count, 'closed')
const time = (length: Millis): string => formatDuration(Math.round(length))
const lasting = (duration: Millis): string => (Number.isFinite(duration) ? ` for ${time(duration)}` : ', open end')

function range(loads: readonly number[]): string {
  const [low, high] = [Math.min(...loads), Math.max(...loads)]
  return low === high ? formatLoad(low) : `${formatLoad(low)} to ${formatLoad(high)}`
}

/** A stage of no length is a jump, not a stage. */
function inStages(stages: readonly Stage[]): string {
  const count = stages.filter(({ duration }) => duration > 0).length
  const length = stages.reduce((sum, { duration }) => sum + duration, 0)
  return `${count > 1 ? ` in ${count} stages` : ''}${lasting(length)}`
}
