import { expect, it } from 'vitest'
import { textOf } from '../format/line.ts'
import { Grid } from './grid.ts'
import { drawLine, type Stroke } from './line-plot.ts'

function plot(values: readonly (number | undefined)[], stroke: Stroke = 'thin', rows = 5): string[] {
  const grid = new Grid(values.length, rows)
  drawLine(grid, { values, tone: 'plain', stroke }, { min: 0, max: rows - 1, isLog: false, ticks: [] }, 0)
  return grid.toLines().map(textOf)
}

it('draws one column per value', () => {
  expect(plot([0, 1, 2, 3, 4, 4, 2, 0])).toMatchInlineSnapshot(`
    [
      "    ╭─╮ ",
      "   ╭╯ │ ",
      "  ╭╯  ╰╮",
      " ╭╯    │",
      "─╯     ╰",
    ]
  `)
})

it('leaves gaps where nothing is known, and shows a single value', () => {
  expect(plot([1, 1, undefined, undefined, 3, undefined, Number.NaN, 2])).toMatchInlineSnapshot(`
    [
      "        ",
      "    ─   ",
      "       ─",
      "──      ",
      "        ",
    ]
  `)
})

it.each([
  ['heavy', ['  ', ' ┏', '━┛']],
  ['dashed', ['  ', ' ┏', '╍┛']],
  ['dotted', ['  ', ' ·', '··']],
] as const)('draws %s lines in characters of their own', (stroke, rows) => {
  expect(plot([0, 1], stroke, 3)).toEqual(rows)
})

it('puts values beyond the axis at its end', () => {
  expect(plot([-9, 99], 'thin', 3)).toEqual([' ╭', ' │', '─╯'])
})

it('draws nothing where there is no height', () => {
  expect(plot([1, 2], 'thin', 1)).toEqual(['  '])
})
