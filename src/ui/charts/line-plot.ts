import { plot } from 'asciichart'
import type { Tone } from '../theme.ts'
import { type Axis, positionOn } from './axis.ts'
import type { Grid } from './grid.ts'

/** How a line looks without colour. */
export type Stroke = 'thin' | 'heavy' | 'dashed' | 'dotted'

const symbols: Readonly<Record<Stroke, readonly string[]>> = {
  thin: ['─', '┤', '╶', '╴', '─', '╰', '╭', '╮', '╯', '│'],
  heavy: ['━', '┤', '╺', '╸', '━', '┗', '┏', '┓', '┛', '┃'],
  dashed: ['╍', '┤', '╺', '╸', '╍', '┗', '┏', '┓', '┛', '╏'],
  dotted: ['·', '┤', '·', '·', '·', '·', '·', '·', '·', '·'],
}

export interface Series {
  /** One value per column, from the left; undefined leaves a gap. */
  readonly values: readonly (number | undefined)[]
  readonly tone: Tone
  readonly stroke: Stroke
}

/** Draws the line into the grid from column `left` on, the axis running from the bottom row to the top row. */
export function drawLine(grid: Grid, { values, tone, stroke }: Series, axis: Axis, left: number): void {
  for (const { first, run } of runsOf(values)) drawRun(grid, run, { first: first + left, tone, stroke, axis })
}

interface Run {
  readonly first: number
  readonly run: readonly number[]
}

/** asciichart knows no gaps, so every stretch without one is a plot of its own. */
function runsOf(values: readonly (number | undefined)[]): readonly Run[] {
  const runs: { first: number; run: number[] }[] = []
  for (const [column, value] of values.entries()) {
    const last = runs.at(-1)
    if (value === undefined || !Number.isFinite(value)) continue
    if (last !== undefined && last.first + last.run.length === column) last.run.push(value)
    else runs.push({ first: column, run: [value] })
  }
  return runs
}

interface RunStyle {
  readonly first: number
  readonly tone: Tone
  readonly stroke: Stroke
  readonly axis: Axis
}

function drawRun(grid: Grid, run: readonly number[], { first, tone, stroke, axis }: RunStyle): void {
  const height = grid.rows - 1
  if (height < 1) return
  // Rows, not values: the range of the plot is then whole, and asciichart's rounding cannot add a row.
  const heights = run.map((value) => Math.round(positionOn(axis, value) * height))
  // The first value is repeated because asciichart draws between values: n values make n - 1 columns.
  const text = plot([heights[0] ?? 0, ...heights], {
    min: 0,
    max: height,
    height,
    offset: 1,
    format: () => ' ',
    symbols: symbols[stroke],
  })
  for (const [row, drawn] of text.split('\n').entries()) {
    for (const [index, char] of drawn.split('').entries()) {
      // Column 0 is asciichart's own axis.
      if (index > 0 && char !== ' ') grid.put(first + index - 1, row, char, tone)
    }
  }
}
