import type { RunSnapshot } from '../../engine/api.ts'
import { type Line, line } from '../format/line.ts'
import { checkLines } from './checks.ts'
import { thresholdLines } from './thresholds.ts'

/** Thresholds, then checks: as many rows as there are, however narrow they must be. */
export function judgementLines({ thresholds, checks, elapsed }: RunSnapshot, columns: number): readonly Line[] {
  const judged =
    thresholds.length === 0 ? [line('  no thresholds', 'dim')] : thresholdLines(thresholds, elapsed, columns)
  return [...judged, [], ...checkLines(checks, columns)]
}
