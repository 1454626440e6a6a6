import type { Size } from '../charts/panel.ts'
import { beside, type Line } from '../format/line.ts'
import type { HostView } from '../host-view.ts'
import { contextOf } from '../keys/context.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { gaugesPanel } from '../panels/host-gauges.ts'
import { limitPanel } from '../panels/limit.ts'
import { messageLine } from '../panels/message.ts'
import { targetPanel } from '../panels/target.ts'
import type { Screen } from './screen.ts'

const fixedRows = 3
/** From here on the target stands beside this host. */
const besideFrom = 140
const gaugeColumns = 0.56
const gaugeRows = 22

type DrawPanel = (host: HostView | undefined, size: Size) => readonly Line[]

/** Is it me or the target: every limit of this host, what the target says of itself, and the verdict. */
export function hostView(screen: Screen): readonly Line[] {
  const { facts, frame, state } = screen
  const { columns, rows } = state.size
  const context = contextOf(screen)
  const body = { columns, rows: rows - fixedRows }
  return [
    headerLine(facts, frame, columns),
    ...(columns >= besideFrom ? wide(frame.host, body) : turned(frame.host, body, state.page)),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}

/** Left this host and under it the target, right the verdict; on a low screen the target is on the right. */
function wide(host: HostView | undefined, { columns, rows }: Size): readonly Line[] {
  const left = Math.round(columns * gaugeColumns)
  const isLow = rows < gaugeRows + 10
  const upper = isLow ? rows : gaugeRows
  const gauges = gaugesPanel(host, { columns: left, rows: upper })
  const right = columns - left
  if (isLow) {
    const half = Math.ceil(rows / 2)
    return beside(gauges, [
      ...limitPanel(host, { columns: right, rows: half }),
      ...targetPanel(host, { columns: right, rows: rows - half }),
    ])
  }
  const target = targetPanel(host, { columns: left, rows: rows - upper })
  return beside([...gauges, ...target], limitPanel(host, { columns: right, rows }))
}

const pages: readonly DrawPanel[] = [gaugesPanel, limitPanel, targetPanel]

const turned = (host: HostView | undefined, size: Size, page: number): readonly Line[] =>
  pages[page % pages.length]?.(host, size) ?? []
