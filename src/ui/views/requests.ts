import type { Line } from '../format/line.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { contextOf } from '../keys/context.ts'
import { messageLine } from '../panels/message.ts'
import { requestsLine, requestTable } from '../panels/requests.ts'
import { requestTableRows } from './extents.ts'
import type { Screen } from './screen.ts'

/** Where: which requests take long, fail, or are large. */
export function requestsView({ facts, frame, state }: Screen): readonly Line[] {
  const { columns } = state.size
  const context = contextOf({ frame, state })
  return [
    headerLine(facts, frame, columns),
    requestsLine(frame.values, state.requests, columns),
    ...requestTable(frame.values, state.requests, state.tops.requests ?? 0, {
      columns,
      rows: requestTableRows(state.size) + 1,
    }),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}
