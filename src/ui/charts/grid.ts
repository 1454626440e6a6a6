import type { Line, Span } from '../format/line.ts'
import type { Tone } from '../theme.ts'

interface Cell {
  readonly char: string
  readonly tone: Tone
}

/** A drawing area of character cells; row 0 is the top. What is drawn later covers what was there. */
export class Grid {
  readonly columns: number
  readonly rows: number
  readonly #cells: (Cell | undefined)[]

  constructor(columns: number, rows: number) {
    this.columns = Math.max(0, columns)
    this.rows = Math.max(0, rows)
    this.#cells = Array.from({ length: this.columns * this.rows })
  }

  /** Cells outside the area are left out. */
  put(column: number, row: number, char: string, tone: Tone): void {
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) return
    this.#cells[row * this.columns + column] = { char, tone }
  }

  isEmpty(column: number, row: number): boolean {
    return this.#cells[row * this.columns + column] === undefined
  }

  /** Writes a text whose last cell is at `column`. */
  putEndingAt(column: number, row: number, text: string, tone: Tone): void {
    const first = column - text.length + 1
    for (const [index, char] of text.split('').entries()) this.put(first + index, row, char, tone)
  }

  toLines(): readonly Line[] {
    return Array.from({ length: this.rows }, (_, row) => this.#toLine(row))
  }

  #toLine(row: number): Line {
    const spans: Span[] = []
    let run = { text: '', tone: 'plain' as Tone }
    for (let column = 0; column < this.columns; column += 1) {
      const { char, tone } = this.#cells[row * this.columns + column] ?? { char: ' ', tone: run.tone }
      if (tone !== run.tone) {
        if (run.text !== '') spans.push(run)
        run = { text: '', tone }
      }
      run.text += char
    }
    return [...spans, run]
  }
}
