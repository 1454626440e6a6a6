import type { HoldLimit } from '../../analysis/verdict/limit-book.ts'
import type { Flag } from '../../analysis/verdict/limit-reading.ts'
import { formatClock, formatNumber } from '../../base/readable-numbers.ts'
import { insideOf, panel, type Size } from '../charts/panel.ts'
import { type Line, line, span } from '../format/line.ts'
import { paragraph } from '../format/paragraph.ts'
import type { HostView } from '../host-view.ts'
import { limitTones } from './limit-tones.ts'

/** Is it me or the target: the verdict of now with its evidence and what to do, what is near its limit, and what was said of earlier holds. */
export function limitPanel(host: HostView | undefined, size: Size): readonly Line[] {
  const { columns } = insideOf(size)
  const limit = host?.limit
  if (limit === undefined) {
    return panel({ title: 'is it me or the target', body: paragraph('nothing was judged yet', columns, 'dim') }, size)
  }
  const decided = new Set(limit.because)
  const body = [
    [
      span(` ${limit.verdict.toUpperCase()}`, limitTones[limit.verdict]),
      ...(limit.verdict === 'none'
        ? line('  nobody holds the load back', 'dim')
        : line(`  ${limit.confidence}`, 'dim')),
    ],
    ...limit.evidence.flatMap((piece) => paragraph(piece, columns, 'plain', '• ')),
    ...paragraph(`next: ${limit.next}`, columns, 'strong'),
    ...limit.flags.filter(({ name }) => !decided.has(name)).flatMap((flag) => flagRows(flag, columns)),
    ...holdRows(host?.holds ?? [], columns),
  ]
  return panel({ title: 'is it me or the target', body }, size)
}

const flagRows = ({ severity, text }: Flag, columns: number): readonly Line[] =>
  paragraph(text, columns, severity === 'hard' ? 'error' : 'alarm', severity === 'hard' ? '! ' : '~ ')

/** The newest first. */
function holdRows(holds: readonly HoldLimit[], columns: number): readonly Line[] {
  if (holds.length === 0) return []
  const rows = holds
    .toReversed()
    .map((hold) => [
      span(` ${formatClock(hold.from)}-${formatClock(hold.to)}`, 'dim'),
      span(formatNumber(hold.load).padStart(9)),
      span(`  ${hold.verdict}`, limitTones[hold.verdict]),
      span(hold.verdict === 'none' ? '' : ` (${hold.confidence})`, 'dim'),
    ])
  return [[], ...paragraph('loads that were held, and who held them back', columns, 'dim'), ...rows]
}
