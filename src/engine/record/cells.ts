import type { Histogram } from '../metrics/histogram.ts'

/**
 * The cells of a histogram as text: pairs of (distance to the cell before, count) in ascending order of cells, each as a LEB128
 * number (7 bits a byte, the smallest first), in base64. A cell costs 2 to 3 bytes.
 */
export function packCells(histogram: Histogram): string {
  const cells: [cell: number, count: number][] = []
  histogram.forEachCell((cell, count) => cells.push([cell, count]))
  cells.sort((a, b) => a[0] - b[0])
  const bytes: number[] = []
  let before = 0
  for (const [cell, count] of cells) {
    pushNumber(bytes, cell - before)
    pushNumber(bytes, count)
    before = cell
  }
  return Buffer.from(bytes).toString('base64')
}

/** What `packCells` made, added to a histogram. Throws a RangeError when the text is cut off in the middle of a number. */
export function unpackCells(text: string, into: Histogram): void {
  const numbers = numbersIn(Buffer.from(text, 'base64'))
  const pairs = new Float64Array(numbers.length)
  let cell = 0
  for (let at = 0; at < numbers.length; at += 2) {
    cell += numbers[at] as number
    pairs[at] = cell
    pairs[at + 1] = numbers[at + 1] ?? 0
  }
  into.mergeCells(pairs, 0, pairs.length)
}

/** Counts may be above 2^32: no bit operations on the whole number. */
function pushNumber(bytes: number[], value: number): void {
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}

function numbersIn(bytes: Uint8Array): number[] {
  const numbers: number[] = []
  let value = 0
  let scale = 1
  for (const byte of bytes) {
    value += (byte % 128) * scale
    scale *= 128
    if (byte >= 128) continue
    numbers.push(value)
    value = 0
    scale = 1
  }
  if (scale !== 1) throw new RangeError('the cells of a histogram end in the middle of a number')
  return numbers
}
