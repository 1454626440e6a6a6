import { formatDuration } from '../../base/duration.ts'
import type { Millis, PerSecond } from '../../base/units.ts'
import type { WorkloadModel } from '../workload-model.ts'
import { execNamesOf } from './exec-names.ts'

/** The model as the `options` of a k6 script: one scenario per workload, at its arrival rate. */
export function optionsText({ workloads }: WorkloadModel, duration: Millis): string {
  const names = execNamesOf(workloads)
  const scenarios = workloads.map(({ tps, response = 0 }, index) => {
    const exec = names[index] ?? ''
    const load = { executor: 'constant-arrival-rate', ...wholeRate(tps), preAllocatedVUs: vusFor(tps, response) }
    return [exec, { exec, ...load, duration: formatDuration(duration) }] as const
  })
  return `export const options = ${JSON.stringify({ scenarios: Object.fromEntries(scenarios) }, undefined, 2)}\n`
}

/** k6 takes whole rates only: what is no whole number per second is one per so many seconds. */
export function wholeRate(tps: PerSecond): { readonly rate: number; readonly timeUnit: string } {
  const seconds = [1, 10, 100, 1000].find((unit) => isNearlyWhole(tps * unit)) ?? 1000
  return { rate: Math.max(1, Math.round(tps * seconds)), timeUnit: `${seconds}s` }
}

const isNearlyWhole = (value: number): boolean => value >= 1 && Math.abs(value - Math.round(value)) < 1e-6 * value

/** By Little's law, with room for answers that take four times as long or 2 s. */
const vusFor = (tps: PerSecond, response: Millis): number => Math.ceil((tps * Math.max(2000, 4 * response)) / 1000) + 1
