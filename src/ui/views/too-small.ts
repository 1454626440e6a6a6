import type { Size } from '../charts/panel.ts'
import { fit, type Line, line } from '../format/line.ts'

/** Below this nothing can be shown that could be trusted. */
export const leastSize: Size = { columns: 60, rows: 16 }

export const isTooSmall = ({ columns, rows }: Size): boolean => columns < leastSize.columns || rows < leastSize.rows

export const tooSmall = ({ columns, rows }: Size): readonly Line[] =>
  [
    `kneepoint needs ${leastSize.columns}x${leastSize.rows}`,
    `this terminal is ${columns}x${rows}`,
    'the run goes on; q stops it',
  ]
    .slice(0, rows)
    .map((text) => fit(line(text), columns))
