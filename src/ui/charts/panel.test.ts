import { expect, it } from 'vitest'
import { line, span, textOf } from '../format/line.ts'
import { bar } from './bar.ts'
import { Grid } from './grid.ts'
import { panel } from './panel.ts'

const legend = [line('offered 520'), line('achieved 401')]

it('has its title and values in the upper border and the axis in the lower one', () => {
  const rows = panel(
    { title: 'throughput /s', right: legend, bottom: [{ column: 30, text: span(' now ') }], body: [line('body')] },
    { columns: 48, rows: 4 },
  )
  expect(rows.map(textOf)).toMatchInlineSnapshot(`
    [
      "╭ throughput /s ── offered 520   achieved 401 ─╮",
      "│body                                          │",
      "│                                              │",
      "╰────────────────────────────── now ───────────╯",
    ]
  `)
})

it('drops values that have no room, the last first', () => {
  const top = (columns: number): string | undefined =>
    panel({ title: 'throughput /s', right: legend, body: [] }, { columns, rows: 2 }).map(textOf)[0]
  expect([40, 20].map(top)).toEqual(['╭ throughput /s ───────── offered 520 ─╮', '╭ throughput /s ───╮'])
})

it('leaves out labels that would overlap or leave the border', () => {
  const labels = [0, 3, 8, 17].map((column) => ({ column, text: span('12345') }))
  const rows = panel({ title: '', bottom: labels, body: [] }, { columns: 22, rows: 2 })
  expect(textOf(rows[1] ?? [])).toBe('╰12345───12345───────╯')
})

it.each([
  [undefined, '░░░░░░░░'],
  [0, '░░░░░░░░'],
  [0.5, '████░░░░'],
  [1.7, '████████'],
])('fills the bar of %s as %s', (share, text) => {
  expect(textOf(bar(share, 8))).toBe(text)
})

it('leaves out what is drawn outside the grid', () => {
  const grid = new Grid(3, 1)
  for (const column of [-1, 1, 3]) grid.put(column, 0, 'x', 'plain')
  grid.put(0, 1, 'x', 'plain')
  expect(grid.toLines().map(textOf)).toEqual([' x '])
})
