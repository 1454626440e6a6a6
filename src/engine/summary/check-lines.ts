import type { CheckCounts } from './group-tree.ts'
import { metricLines, type MetricStyle } from './metric-lines.ts'
import type { Paints } from './paints.ts'
import type { MetricSummaries } from './summary-data.ts'

/** The checks of a part of the run: three lines of totals, and one for each check. */
export function checkLines(
  checks: readonly CheckCounts[],
  seconds: number,
  indent: number,
  style: MetricStyle,
): readonly string[] {
  if (checks.length === 0) return []
  const totals = checkTotals(checks, seconds)
  const nameWidth = indent + 'checks_succeeded'.length + 3
  return [
    ...metricLines(totals, totals, indent, { ...style, nameWidth }),
    '',
    ...checks.flatMap((check) => oneCheck(check, indent, style.paints)),
    '',
  ]
}

/** k6's metrics of checks beside `checks` itself: of the summary only. */
export function checkTotals(checks: readonly CheckCounts[], seconds: number): MetricSummaries {
  const passes = checks.reduce((sum, check) => sum + check.passes, 0)
  const fails = checks.reduce((sum, check) => sum + check.fails, 0)
  const total = passes + fails
  const share = (count: number): number => (total === 0 ? 0 : count / total)
  return {
    checks_total: {
      type: 'counter',
      contains: 'default',
      values: { count: total, rate: seconds > 0 ? total / seconds : 0 },
    },
    checks_succeeded: { type: 'rate', contains: 'default', values: { rate: share(passes), passes, fails } },
    checks_failed: { type: 'rate', contains: 'default', values: { rate: share(fails), passes: fails, fails: passes } },
  }
}

function oneCheck({ name, passes, fails }: CheckCounts, indent: number, paints: Paints): readonly string[] {
  const margin = ' '.repeat(indent)
  if (fails === 0) return [margin + paints.good(`✓ ${name}`)]
  const share = Math.floor((100 * passes) / (passes + fails))
  return [margin + paints.bad(`✗ ${name}`), `${margin}  ${paints.bad(`↳  ${share}% — ✓ ${passes} / ✗ ${fails}`)}`]
}
