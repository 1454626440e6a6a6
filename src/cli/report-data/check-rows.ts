import { type SampleBook, splitCheckKey } from '../../engine/metrics/sample-book.ts'
import type { CheckRow } from '../../report/report-data.ts'

/** What failed first, then by group and name as they were first seen. */
export function checkRows({ checks }: Pick<SampleBook, 'checks'>): readonly CheckRow[] {
  const rows = [...checks].map(([key, { passes, total }]): CheckRow => {
    const { group, check: name } = splitCheckKey(key)
    return { group, name, passes, fails: total - passes }
  })
  return [...rows.filter(({ fails }) => fails > 0), ...rows.filter(({ fails }) => fails === 0)]
}
