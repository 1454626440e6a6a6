import type { Millis } from '../../base/units.ts'
import { type Histogram, middleOf } from '../../engine/metrics/histogram.ts'
import type { Heatmap } from '../../report/report-data.ts'

const MOST_COLUMNS = 240
const MOST_ROWS = 36
/** Fine enough for runs whose times differ little; as many rows as are needed become one when the range is known. */
const ROWS_PER_DECADE = 192
/** Whatever is faster stands in the lowest row. */
const LEAST: Millis = 0.01
/** As does this share of the fastest. */
const LEFT_OUT = 0.005

const fineRow = (millis: Millis): number => Math.floor(Math.log10(Math.max(LEAST, millis)) * ROWS_PER_DECADE)
const edgeOf = (row: number): Millis => 10 ** (row / ROWS_PER_DECADE)

interface HeatColumn {
  readonly from: Millis
  to: Millis
  /** Counts by fine row. */
  readonly counts: Map<number, number>
}

/** Collects how long responses took, second by second, in bounded memory: columns of time, rows of logarithmic width. */
export class HeatCollector {
  readonly #secondsPerColumn: number
  readonly #columns: HeatColumn[] = []
  #seconds = 0

  /** `seconds`: how many are to come. */
  constructor(seconds: number) {
    this.#secondsPerColumn = Math.max(1, Math.ceil(seconds / MOST_COLUMNS))
  }

  add(from: Millis, to: Millis, histogram: Histogram | undefined): void {
    const index = Math.floor(this.#seconds / this.#secondsPerColumn)
    const column = (this.#columns[index] ??= { from, to, counts: new Map() })
    this.#seconds += 1
    column.to = to
    histogram?.forEachCell((cell, count) => {
      const row = fineRow(middleOf(cell))
      column.counts.set(row, (column.counts.get(row) ?? 0) + count)
    })
  }

  /** Undefined when nothing was counted. */
  heatmap(): Heatmap | undefined {
    const { lowest, highest } = this.#range()
    if (lowest === undefined || highest === undefined) return undefined
    const height = Math.max(1, Math.ceil((highest - lowest + 1) / MOST_ROWS))
    const rows = Math.ceil((highest - lowest + 1) / height)
    return {
      columns: [...this.#columns.map(({ from }) => from), this.#columns.at(-1)?.to ?? 0],
      rows: Array.from({ length: rows + 1 }, (_, row) => edgeOf(lowest + row * height)),
      cells: this.#columns.flatMap(({ counts }, column) =>
        [...coarse(counts, (row) => Math.floor(Math.max(0, row - lowest) / height))].map(
          ([row, count]) => [column, row, count] as const,
        ),
      ),
    }
  }

  /** A few that were much faster than all others shall not push those together: refusals, and failures that took no time at all. */
  #range(): { readonly lowest: number | undefined; readonly highest: number | undefined } {
    const sums = new Map<number, number>()
    for (const { counts } of this.#columns)
      for (const [row, count] of counts) sums.set(row, (sums.get(row) ?? 0) + count)
    const rows = [...sums].toSorted(([a], [b]) => a - b)
    const timed = rows.filter(([row]) => row > fineRow(LEAST))
    const few = LEFT_OUT * timed.reduce((sum, [, count]) => sum + count, 0)
    let seen = 0
    const [lowest] = timed.find(([, count]) => (seen += count) > few) ?? rows[0] ?? []
    return { lowest, highest: rows.at(-1)?.[0] }
  }
}

function coarse(counts: ReadonlyMap<number, number>, rowOf: (fine: number) => number): Map<number, number> {
  const sums = new Map<number, number>()
  for (const [fine, count] of counts) sums.set(rowOf(fine), (sums.get(rowOf(fine)) ?? 0) + count)
  return sums
}
