import { type Line, line, span } from '../format/line.ts'
import { formatClock } from '../../base/readable-numbers.ts'
import { summaryRows } from './extents.ts'
import { footerLine } from '../panels/footer.ts'
import { contextOf } from '../keys/context.ts'
import { messageLine } from '../panels/message.ts'
import type { Screen } from './screen.ts'

/** The summary as it was when it was asked for; the run goes on meanwhile. */
export function summaryView(screen: Screen): readonly Line[] {
  const { facts, state } = screen
  const { columns } = state.size
  const { lines = [], at = 0 } = state.summary ?? {}
  const context = contextOf(screen)
  const shown = summaryRows(state.size)
  const top = Math.max(0, Math.min(state.tops.summary ?? 0, lines.length - shown))
  const part = lines.length <= shown ? '' : `   rows ${top + 1}-${top + shown} of ${lines.length}`
  return [
    [span(` summary of the run so far, at ${formatClock(at)}`, 'strong'), span(`${part}   R takes it anew`, 'dim')],
    ...Array.from({ length: shown }, (_, row) => line(lines[top + row] ?? '')),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}
