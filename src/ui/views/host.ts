import type { Line } from '../format/line.ts'
import { eventLines } from '../panels/events.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { hostPanel } from '../panels/host.ts'
import { contextOf } from '../keys/context.ts'
import { messageLine } from '../panels/message.ts'
import type { Screen } from './screen.ts'

const fixedRows = 3
const eventRows = 2

/** Can I trust it: all that is known of the machine that makes the load. */
export function hostView(screen: Screen): readonly Line[] {
  const { facts, frame, state } = screen
  const { columns, rows } = state.size
  const context = contextOf(screen)
  return [
    headerLine(facts, frame, columns),
    ...hostPanel(frame, { columns, rows: rows - fixedRows - eventRows }),
    ...eventLines(frame.run, columns, eventRows),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}
