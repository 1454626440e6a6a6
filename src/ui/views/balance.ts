import type { Line } from '../format/line.ts'
import { contextOf } from '../keys/context.ts'
import { balanceLines } from '../panels/balance.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { messageLine } from '../panels/message.ts'
import { balanceRows } from './extents.ts'
import type { Screen } from './screen.ts'

/** Who answered: the backends behind each address, their shares, and who makes them uneven. */
export function balanceView(screen: Screen): readonly Line[] {
  const { facts, frame, state } = screen
  const { columns } = state.size
  const context = contextOf(screen)
  const shown = balanceRows(state.size)
  const all = balanceLines(frame, columns)
  const top = Math.max(0, Math.min(state.tops.balance ?? 0, all.length - shown))
  return [
    headerLine(facts, frame, columns),
    ...Array.from({ length: shown }, (_, row) => all[top + row] ?? []),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}
