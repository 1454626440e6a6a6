import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IBufferCell } from '@xterm/headless'
import { launcher, root } from '../test/support/paths.ts'
import { Screen } from '../test/support/screen.ts'

/** `npm run picture`: runs the demo in a pseudo-terminal past its saturation and writes what is on the screen to docs/tui.svg. */
const COLUMNS = 160
const ROWS = 50
const CELL = { width: 8.4, height: 17 }
const BACKGROUND = '#101418'
const FOREGROUND = '#d0d4d8'
const basic = ['#3b4048', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#abb2bf']
const bright = ['#5c6370', '#ff7a85', '#b5e890', '#ffd68a', '#7cc4ff', '#de8ff5', '#6fd6e2', '#ffffff']

async function pressUntilSaturated(screen: Screen): Promise<void> {
  await screen.waitFor('RUNNING')
  for (const presses of [4, 3, 2, 1, 1, 1, 1, 1]) {
    for (let press = 0; press < presses; press += 1) screen.press('+')
    const before = screen.text()
    const until = Date.now() + 6000
    await screen.waitUntil(() => screen.text() !== before && Date.now() > until, 'the hold to be long enough')
  }
}

function colorOf(cell: IBufferCell): string {
  const color = cell.getFgColor()
  if (cell.isFgRGB()) return `#${color.toString(16).padStart(6, '0')}`
  if (!cell.isFgPalette()) return FOREGROUND
  if (color < 16) return [...basic, ...bright][color] ?? FOREGROUND
  if (color >= 232) return grey(8 + (color - 232) * 10)
  const steps = [0, 95, 135, 175, 215, 255]
  const rest = color - 16
  const [red, green, blue] = [Math.floor(rest / 36), Math.floor(rest / 6) % 6, rest % 6]
  return `rgb(${steps[red]},${steps[green]},${steps[blue]})`
}

const grey = (level: number): string => `rgb(${level},${level},${level})`
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

interface StyledRun {
  readonly column: number
  text: string
  readonly style: string
}

/** Neighbouring cells that look alike become one text; a gap of blanks ends it. */
function runsOf(cells: readonly IBufferCell[]): StyledRun[] {
  const runs: StyledRun[] = []
  for (const [column, cell] of cells.entries()) {
    const chars = cell.getChars()
    if (chars === '' || chars === ' ') continue
    const style = `fill="${colorOf(cell)}"${cell.isBold() ? ' font-weight="bold"' : ''}${cell.isDim() ? ' opacity="0.6"' : ''}`
    const last = runs.at(-1)
    if (last?.style === style && last.column + last.text.length === column) last.text += chars
    else runs.push({ column, text: chars, style })
  }
  return runs
}

function svgOf(screen: Screen): string {
  const rows = screen.cells().map((cells, row) =>
    runsOf(cells)
      .map(({ column, text, style }) => {
        const width = (text.length * CELL.width).toFixed(1)
        const x = (column * CELL.width + 8).toFixed(1)
        const y = (row + 1) * CELL.height + 4
        return `<text x="${x}" y="${y}" textLength="${width}" lengthAdjust="spacingAndGlyphs" ${style}>${escaped(text)}</text>`
      })
      .join(''),
  )
  const size = `${COLUMNS * CELL.width + 16} ${ROWS * CELL.height + 16}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14"><rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>\n${rows.join('\n')}\n</svg>\n`
}

using screen = new Screen('node', [launcher, 'demo'], {
  columns: COLUMNS,
  rows: ROWS,
  cwd: root,
  env: { COLORTERM: 'truecolor' },
})
await pressUntilSaturated(screen)
writeFileSync(join(root, 'docs/tui.svg'), svgOf(screen))
screen.press('q')
await screen.exited()
