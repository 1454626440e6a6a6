import { fit, type Line, line, span, type Span, widthOf } from '../format/line.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}

export interface PanelParts {
  readonly title: string
  /** The present values, at the right of the title. */
  readonly right?: Line
  /** Text laid into the bottom border; each at the column where it begins, counted inside the border. */
  readonly bottom?: readonly { readonly column: number; readonly text: Span }[]
  readonly body: readonly Line[]
}

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

function upperBorder(title: string, right: Line, columns: number): Line {
  const left = line(` ${title} `, 'strong')
  const values: Line = right.length === 0 ? [] : [span(' '), ...right, span(' ')]
  const room = columns - widthOf(left) - widthOf(values) - 1
  const shown = room < 1 ? [] : values
  const rule = columns - widthOf(left) - widthOf(shown) - (shown.length === 0 ? 0 : 1)
  const end = shown.length === 0 ? '╮' : '─╮'
  return [
    span('╭', 'frame'),
    ...fit(left, Math.min(widthOf(left), columns)),
    span('─'.repeat(Math.max(0, rule)), 'frame'),
    ...shown,
    span(end, 'frame'),
  ]
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
