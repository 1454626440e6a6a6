import xterm from '@xterm/headless'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fit, type Line, span } from '../format/line.ts'
import { createTheme, type Tone } from '../theme.ts'
import { frameBytes } from './frame-bytes.ts'

const WIDTH = 12
const text = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '│', '━', '✓', '中', 'é', 'm', '0', '[', ';'),
  maxLength: 6,
})
const tone = fc.constantFrom<Tone>('plain', 'dim', 'achieved', 'error', 'cursor')
const row = fc.array(fc.tuple(text, tone), { maxLength: 4 }).map((spans): Line => spans.map((one) => span(...one)))
const frames = fc.array(fc.array(row, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 })
const { paint } = createTheme('16', false)
const painted = (rows: readonly Line[]): readonly string[] => rows.map((one) => paint(fit(one, WIDTH)))

interface Seen {
  readonly chars: string
  readonly color: number
  readonly isBold: number
  readonly isDim: number
  readonly isInverse: number
}

class Terminal {
  readonly #terminal = new xterm.Terminal({ cols: WIDTH, rows: 3, allowProposedApi: true })

  write(bytes: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#terminal.write(bytes, resolve)
    return promise
  }

  cells(): readonly Seen[] {
    const { active } = this.#terminal.buffer
    return Array.from({ length: 3 * WIDTH }, (_, at) => {
      const cell = active.getLine(Math.floor(at / WIDTH))?.getCell(at % WIDTH)
      return {
        chars: cell?.getChars() || ' ',
        color: cell?.getFgColor() ?? -2,
        isBold: cell?.isBold() ?? -1,
        isDim: cell?.isDim() ?? -1,
        isInverse: cell?.isInverse() ?? -1,
      }
    })
  }
}

it('a terminal that got changes only looks like one that got the last frame whole', async () => {
  await fc.assert(
    fc.asyncProperty(frames, async (all) => {
      const [changed, whole] = [new Terminal(), new Terminal()]
      let before: readonly string[] | undefined
      for (const rows of all.map(painted)) {
        await changed.write(frameBytes(before, rows))
        before = rows
      }
      await whole.write(frameBytes(undefined, before ?? []))
      expect(changed.cells()).toEqual(whole.cells())
    }),
    { numRuns: 400 },
  )
})

it('does not take the last letter of a style for text that stays', async () => {
  const frames = [[span('aaaa'), span('aa', 'cursor')], [span('aaaaam')]].map((one) => painted([one, [], []]))
  const terminal = new Terminal()
  await terminal.write(frameBytes(undefined, frames[0] ?? []))
  await terminal.write(frameBytes(frames[0], frames[1] ?? []))
  const shown = terminal.cells().slice(0, 7)
  expect(shown.map(({ chars }) => chars).join('')).toBe('aaaaam ')
  expect(shown.every(({ isInverse }) => isInverse === 0)).toBe(true)
})

it('writes nothing when nothing changed, and a cell when a cell changed', () => {
  const rows = ['abc def', 'ghi jkl']
  expect(frameBytes(rows, [...rows])).toBe('')
  const bytes = frameBytes(rows, ['abc def', 'ghi Jkl'])
  expect(bytes).toContain('\u001b[2;5HJ\u001b')
  expect(bytes).not.toContain('ghi')
})

it('clears the terminal when the frame has another number of rows', () => {
  expect(frameBytes(['a', 'b'], ['a'])).toContain('\u001b[2J')
})
