import type { Size } from '../charts/panel.ts'
import { beside, type Line } from '../format/line.ts'
import { contextOf } from '../keys/context.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { hostDetailPanel } from '../panels/host-detail.ts'
import { gaugesPanel } from '../panels/host-gauges.ts'
import { limitPanel } from '../panels/limit.ts'
import { messageLine } from '../panels/message.ts'
import { targetPanel } from '../panels/target.ts'
import type { Frame } from '../store/frame.ts'
import type { Screen } from './screen.ts'

const fixedRows = 3
/** From here on the target stands beside this host. */
const besideFrom = 140
const gaugeColumns = 0.56
const gaugeRows = 22
const targetRows = 10
/** Of the height, for the verdict. */
const limitShare = 0.6

type DrawPanel = (frame: Frame, size: Size) => readonly Line[]

const gauges: DrawPanel = ({ host }, size) => gaugesPanel(host, size)
const limit: DrawPanel = ({ host }, size) => limitPanel(host, size)
const target: DrawPanel = ({ host }, size) => targetPanel(host, size)

/** Is it me or the target: every limit of this host, what the target says of itself, and the verdict. */
export function hostView(screen: Screen): readonly Line[] {
  const { facts, frame, state } = screen
  const { columns, rows } = state.size
  const context = contextOf(screen)
  const body = { columns, rows: rows - fixedRows }
  return [
    headerLine(facts, frame, columns),
    ...(columns >= besideFrom ? wide(frame, body, state.page) : turned(frame, body, state.page)),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}

/** Left this host by its limits and under it the target, right the verdict and this host in detail; tab turns what has no room. */
function wide(frame: Frame, { columns, rows }: Size, page: number): readonly Line[] {
  const [left, right] = [Math.round(columns * gaugeColumns), columns - Math.round(columns * gaugeColumns)]
  if (rows < gaugeRows + targetRows) {
    const others = [limit, target, hostDetailPanel]
    const other = others[page % others.length] ?? limit
    return beside(gauges(frame, { columns: left, rows }), other(frame, { columns: right, rows }))
  }
  const half = Math.round(rows * limitShare)
  return beside(
    [...gauges(frame, { columns: left, rows: gaugeRows }), ...target(frame, { columns: left, rows: rows - gaugeRows })],
    [...limit(frame, { columns: right, rows: half }), ...hostDetailPanel(frame, { columns: right, rows: rows - half })],
  )
}

const pages: readonly DrawPanel[] = [gauges, limit, target, hostDetailPanel]

const turned = (frame: Frame, size: Size, page: number): readonly Line[] =>
  pages[page % pages.length]?.(frame, size) ?? []
