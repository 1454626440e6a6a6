import { UserError } from '../../base/errors.ts'
import { ExitCode } from '../../base/exit-code.ts'
import type { ThresholdState } from './judge.ts'

/** Why a run failed: all of these. */
export function crossedThresholds(states: readonly Pick<ThresholdState, 'metric' | 'source'>[]): UserError {
  const list = states.map(({ metric, source }) => `${metric} ${source.trim()}`).join(', ')
  return new UserError('THRESHOLDS_CROSSED', `thresholds crossed: ${list}`, { exitCode: ExitCode.ThresholdsFailed })
}
