import { usualMeasures } from '../../src/cli/compare/compare-measure.ts'
import { compareRecords } from '../../src/cli/compare/comparison.ts'
import type { Compared } from '../../src/analysis/compare/compare-runs.ts'
import type { RunRecord } from '../../src/engine/record/read-record.ts'

type Rows = readonly Pick<Compared, 'name' | 'verdict'>[]

/** As `kneepoint compare A B` does it when nobody says more. */
export const compare = (a: RunRecord, b: RunRecord): Rows =>
  compareRecords({ a, b, measures: usualMeasures, skip: 3000, leastChange: 0.02 }).rows

/** Something is said to be better or worse. */
export const differs = (rows: Rows): boolean => rows.some(({ verdict }) => verdict === 'better' || verdict === 'worse')

/** Response times are said to be worse. */
export const isSlower = (rows: Rows): boolean =>
  rows.some(({ name, verdict }) => verdict === 'worse' && ['avg', 'p50', 'p95', 'p99'].includes(name))

/** `38/40 = 95.0 %`. */
export const shareText = (hits: readonly boolean[]): string => {
  const count = hits.filter(Boolean).length
  return `${count}/${hits.length} = ${((100 * count) / hits.length).toFixed(1)} %`
}
