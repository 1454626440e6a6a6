import { fit, joinFitting, type Line, line, space, span, type Span, widthOf } from '../format/line.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}

export interface PanelParts {
  readonly title: string
  /** The present values, at the right of the title: as many as there is room for, the first first. */
  readonly right?: readonly Line[]
  /** Text laid into the bottom border; each at the column where it begins, counted inside the border. */
  readonly bottom?: readonly { readonly column: number; readonly text: Span }[]
  readonly body: readonly Line[]
}

const separator = space(3)

/** The columns and rows that are left inside a panel's border. */
export const insideOf = ({ columns, rows }: Size): Size => ({ columns: columns - 2, rows: rows - 2 })

/** A box with its title in the upper border and the axis in the lower one. */
export function panel({ title, right = [], bottom = [], body }: PanelParts, size: Size): readonly Line[] {
  const inside = insideOf(size)
  const rows = Array.from({ length: inside.rows }, (_, index) => body[index] ?? [])
  return [
    upperBorder(title, right, inside.columns),
    ...rows.map((row) => [span('│', 'frame'), ...fit(row, inside.columns), span('│', 'frame')]),
    lowerBorder(bottom, inside.columns),
  ]
}

function upperBorder(title: string, right: readonly Line[], columns: number): Line {
  const name = fit(line(` ${title} `, 'strong'), Math.min(columns, title.length + 2))
  const values = joinFitting(right, separator, columns - widthOf(name) - 4)
  const end: Line = values.length === 0 ? [] : [span(' '), ...values, span(' ─', 'frame')]
  const rule = '─'.repeat(columns - widthOf(name) - widthOf(end))
  return [span('╭', 'frame'), ...name, span(rule, 'frame'), ...end, span('╮', 'frame')]
}

function lowerBorder(labels: NonNullable<PanelParts['bottom']>, columns: number): Line {
  const spans: Span[] = [span('╰', 'frame')]
  let column = 0
  for (const { column: start, text } of labels) {
    const width = widthOf([text])
    if (start < column || start + width > columns) continue
    spans.push(span('─'.repeat(start - column), 'frame'), text)
    column = start + width
  }
  return [...spans, span(`${'─'.repeat(columns - column)}╯`, 'frame')]
}
