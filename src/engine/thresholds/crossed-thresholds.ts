import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import type { ThresholdState } from './judge.ts'

type Crossed = Pick<ThresholdState, 'metric' | 'source'>

function crossing(states: readonly Crossed[], what: string): UserError {
  const metrics = [...new Set(states.map(({ metric }) => metric))].sort()
  const sources = states.map(({ metric, source }) => `${metric} ${source.trim()}`)
  return new UserError('THRESHOLDS_CROSSED', `thresholds on metrics '${metrics.join(', ')}' ${what}`, {
    exitCode: ExitCode.ThresholdsFailed,
    hint: sources.join(', '),
  })
}

/** Why a run failed. In k6's words. */
export const crossedThresholds = (states: readonly Crossed[]): UserError => crossing(states, 'have been crossed')

/** Why a run ended before its time. In k6's words. */
export const abortingThresholds = (states: readonly Crossed[]): UserError =>
  crossing(states, 'were crossed; at least one has abortOnFail enabled, stopping test prematurely')
