import type { Size } from '../charts/panel.ts'
import { beside, type Line } from '../format/line.ts'
import { contextOf } from '../keys/context.ts'
import { answerPanel } from '../panels/answer.ts'
import { curvePanel } from '../panels/curve.ts'
import { footerLine } from '../panels/footer.ts'
import { headerLine } from '../panels/header.ts'
import { messageLine } from '../panels/message.ts'
import { responsePanel } from '../panels/response-by-load.ts'
import { searchPanel } from '../panels/search.ts'
import type { Exploration } from '../../analysis/exploration.ts'
import type { Screen } from './screen.ts'

const fixedRows = 3
/** From here on text has a place beside the charts. */
const besideFrom = 120
const textColumns = 54
/** Of the height, for the curve; the rest is for the response times. */
const curveShare = 0.6
/** With fewer rows only one panel is on the screen, and tab turns them. */
const leastRows = 30

type DrawPanel = (exploration: Exploration, size: Size) => readonly Line[]

/** Where is the limit, and how do we know: the curve large, response times under it, what the explorer does, and the answer. */
export function saturationView(screen: Screen): readonly Line[] {
  const { facts, frame, state } = screen
  const { columns, rows } = state.size
  const context = contextOf(screen)
  const body = { columns, rows: rows - fixedRows }
  return [
    headerLine(facts, frame, columns),
    ...(columns >= besideFrom ? wide(frame.exploration, body) : narrow(frame.exploration, body, state.page)),
    messageLine(context, columns),
    footerLine(context, facts.hasKeyboard, columns),
  ]
}

function wide(exploration: Exploration, { columns, rows }: Size): readonly Line[] {
  const charts = stacked(exploration, { columns: columns - textColumns, rows }, [curvePanel, responsePanel], curveShare)
  const texts = stacked(exploration, { columns: textColumns, rows }, [searchPanel, answerPanel], 0.45)
  return beside(charts, texts)
}

/** The curve with the answer, then the response times with what is done and why; on a low screen one after the other. */
function narrow(exploration: Exploration, size: Size, page: number): readonly Line[] {
  const panels: readonly DrawPanel[] = [curvePanel, answerPanel, responsePanel, searchPanel]
  if (size.rows < leastRows) return panels[page % panels.length]?.(exploration, size) ?? []
  const first = (page % 2) * 2
  return stacked(exploration, size, panels.slice(first, first + 2), 0.5)
}

function stacked(
  exploration: Exploration,
  { columns, rows }: Size,
  [upper, lower]: readonly DrawPanel[],
  share: number,
): readonly Line[] {
  const top = Math.max(1, Math.round(share * rows))
  return [
    ...(upper?.(exploration, { columns, rows: top }) ?? []),
    ...(lower?.(exploration, { columns, rows: rows - top }) ?? []),
  ]
}
