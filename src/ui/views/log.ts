import type { Line } from '../format/line.ts'
import { logProblems } from '../lists/log-entries.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { entryLines, logLine, problemTable } from '../panels/log.ts'
import { contextOf } from '../keys/context.ts'
import { messageLine } from '../panels/message.ts'
import { logRows } from './extents.ts'
import type { Screen } from './screen.ts'

/** What happened: failures by their kind, what was done and said. Rows stay where they are until a key moves them. */
export function logView({ facts, frame, state }: Screen): readonly Line[] {
  const { columns } = state.size
  const { log } = state
  const context = contextOf({ frame, state })
  const { problems, entries } = logRows(state.size, log.kind)
  return [
    headerLine(facts, frame, columns),
    ...problemTable(logProblems(frame.run, log), { columns, rows: problems }),
    logLine(frame.run, log, entries, columns),
    ...entryLines(frame.run, log, { columns, rows: entries }),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}
