import type { Line } from '../format/line.ts'
import { judgementLines } from '../panels/judgements.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { contextOf } from '../keys/context.ts'
import { messageLine } from '../panels/message.ts'
import { checkRows } from './extents.ts'
import type { Screen } from './screen.ts'

/** Is it good enough: thresholds as they stand, checks by group. */
export function checksView({ facts, frame, state }: Screen): readonly Line[] {
  const { columns } = state.size
  const context = contextOf({ frame, state })
  const shown = checkRows(state.size)
  const all = judgementLines(frame.values, columns)
  const top = Math.max(0, Math.min(state.tops.checks ?? 0, all.length - shown))
  return [
    headerLine(facts, frame, columns),
    ...Array.from({ length: shown }, (_, row) => all[top + row] ?? []),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}
