/** What of a row has to be written. */
export interface ChangedPart {
  /** Cells of the row that stay as they are before it. */
  readonly column: number
  readonly text: string
  /** Whether the row goes on behind it as it was. */
  readonly hasRest: boolean
}

const escape = '\u001b'
const reset = '\u001b[0m'
/** Only where every character is one cell can cells be told by counting. */
const oneCellEach = new RegExp(
  `^[${escape}\\u0020-\\u02ff\\u2010-\\u2027\\u2030-\\u205e\\u2190-\\u21ff\\u2500-\\u25fd]*$`,
)
const styles = new RegExp(`${escape}\\[[\\d;]*m`, 'g')

/**
 * The part in which a row differs from the one that is on the screen; both fill the width. Rows are as the theme paints them: each
 * piece in a colour ends with a reset. Between such pieces the terminal is in no colour, so only there writing may begin and end.
 */
export function changedPart(before: string, after: string): ChangedPart {
  if (!oneCellEach.test(before) || !oneCellEach.test(after)) return { column: 0, text: after, hasRest: false }
  const from = beginOfPiece(after, commonStart(before, after))
  const to = endOfPiece(after, Math.max(from, after.length - commonEnd(before, after, from)))
  const column = after.slice(0, from).replace(styles, '').length
  return { column, text: after.slice(from, to), hasRest: to < after.length }
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  return length
}

/** Does not reach back behind `from`, nor into a style of `before`: its last letter may be text in `after`. */
function commonEnd(before: string, after: string, from: number): number {
  const most = Math.min(before.length, after.length) - from
  const [last, lastOfAfter] = [before.length - 1, after.length - 1]
  let length = 0
  while (length < most && before.charCodeAt(last - length) === after.charCodeAt(lastOfAfter - length)) length += 1
  const start = before.length - length
  const style = start === 0 ? -1 : before.lastIndexOf(escape, start - 1)
  const behindStyle = style === -1 ? 0 : before.indexOf('m', style) + 1
  return before.length - Math.max(start, behindStyle)
}

/** `at`, or where the coloured piece begins that it lies in. */
function beginOfPiece(row: string, at: number): number {
  const style = row.lastIndexOf(escape, at - 1)
  if (at === 0 || style === -1) return at
  const isPlain = row.startsWith(reset, style) && style + reset.length <= at
  if (isPlain) return at
  return row.startsWith(reset, style) ? row.lastIndexOf(escape, style - 1) : style
}

/** `at`, or where the coloured piece ends that it lies in. */
function endOfPiece(row: string, at: number): number {
  const style = row.lastIndexOf(escape, at - 1)
  if (at === 0 || style === -1) return at
  const isBehindReset = row.startsWith(reset, style)
  const end = row.indexOf(reset, style) + reset.length
  return isBehindReset ? Math.max(at, end) : end
}
