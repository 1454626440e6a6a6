import { formatClock, formatCount, formatShare, unknown } from '../../base/readable-numbers.ts'
import type { CheckView } from '../../engine/api.ts'
import { bar } from '../charts/bar.ts'
import { type Line, line, span } from '../format/line.ts'
import { type Column, rightColumn as right, tableLines } from './table.ts'

const columns: readonly Column<CheckView>[] = [
  right('passes', 12, 1, ({ passes }) => span(formatCount(passes))),
  right('fails', 12, 0, ({ fails }) => span(formatCount(fails), fails > 0 ? 'error' : 'plain')),
  right('passed', 8, 2, (check) => span(formatShare(passedShare(check)), check.fails > 0 ? 'error' : 'plain')),
  right('failed last', 11, 3, ({ failedAt }) => span(failedAt === undefined ? unknown : formatClock(failedAt), 'dim')),
]

const passedShare = ({ passes, fails }: CheckView): number | undefined =>
  passes + fails === 0 ? undefined : passes / (passes + fails)

/** All checks in the groups they are in: a title, a row for each group, and its checks under it. */
export function checkLines(checks: readonly CheckView[], width: number): readonly Line[] {
  if (checks.length === 0) return [line('  no check yet', 'dim')]
  const groups = [...Map.groupBy(checks, ({ group }) => group)]
  const [titles = []] = tableOf([], width)
  return [
    titles,
    ...groups.flatMap(([group, inside]) => [groupLine(group, inside), ...tableOf(inside, width).slice(1)]),
  ]
}

const tableOf = (rows: readonly CheckView[], width: number): readonly Line[] =>
  tableLines(
    {
      title: 'check',
      name: ({ name, fails }) => span(`  ${fails === 0 ? '✓' : '✗'} ${name}`, fails === 0 ? 'plain' : 'error'),
      leastNameColumns: 24,
      mostNameColumns: 80,
      columns,
      rows,
    },
    { columns: width, rows: rows.length + 1 },
  )

/** `outer / inner`, with how its checks do together. */
function groupLine(group: string, inside: readonly CheckView[]): Line {
  const passes = inside.reduce((sum, check) => sum + check.passes, 0)
  const fails = inside.reduce((sum, check) => sum + check.fails, 0)
  const path = group
    .split('::')
    .filter((part) => part !== '')
    .join(' / ')
  const share = passes + fails === 0 ? undefined : passes / (passes + fails)
  return [
    span(`  ${path === '' ? '(no group)' : path}  `, 'strong'),
    ...bar(share, 10, fails === 0 ? 'achieved' : 'error'),
    span(` ${formatShare(share)}`, fails === 0 ? 'dim' : 'error'),
  ]
}
