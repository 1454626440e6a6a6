import { type Parsed, parsed, problems } from '../../base/result.ts'
import type { Share } from '../../base/units.ts'
import type { Compared } from '../../analysis/compare/compare-runs.ts'
import { type CompareMeasure, parseMeasure } from './compare-measure.ts'

/** `p95 +10%`: fails when B's p95 is more than 10 % above A's, and that is no chance. */
export interface FailIf {
  readonly text: string
  readonly measure: CompareMeasure
  /** Signed: -0.05 fails for what is more than 5 % less. Of shares, the difference (`errors +0.5%` is half a point). */
  readonly limit: Share
}

export function parseFailIf(text: string, at: string): Parsed<FailIf> {
  const [, name, sign, percent] = /^\s*(\S+)\s+([+-])(\d+(?:\.\d+)?)\s*%\s*$/.exec(text) ?? []
  if (name === undefined || percent === undefined) {
    return problems(`${at} must be MEASURE +N% or MEASURE -N%, as in 'p95 +10%', got '${text}'`)
  }
  const measure = parseMeasure(name, at)
  if (!measure.ok) return measure
  return parsed({ text: text.trim(), measure: measure.value, limit: (Number(percent) / 100) * (sign === '-' ? -1 : 1) })
}

export type FailIfVerdict = 'kept' | 'failed' | 'unknown'

/** `unknown`: the runs do not have it, or are too short to say. */
export function judge({ measure, limit }: FailIf, rows: readonly Compared[]): FailIfVerdict {
  const row = rows.find(({ name }) => name === measure.name)
  if (row?.change === undefined || row.p === undefined) return 'unknown'
  const isBeyond = limit < 0 ? row.change.value < limit : row.change.value > limit
  return isBeyond && row.p < 0.05 ? 'failed' : 'kept'
}
