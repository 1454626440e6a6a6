/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other: optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      current[column] = cheapest(a, b, { row, column, last, beforeLast, current })
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}

interface Cell {
  readonly row: number
  readonly column: number
  readonly last: readonly number[]
  readonly beforeLast: readonly number[]
  readonly current: readonly number[]
}

function cheapest(a: string, b: string, { row, column, last, beforeLast, current }: Cell): number {
  const same = a[row - 1] === b[column - 1]
  const plain = Math.min(
    (last[column] ?? 0) + 1,
    (current[column - 1] ?? 0) + 1,
    (last[column - 1] ?? 0) + (same ? 0 : 1),
  )
  const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
  return swapped ? Math.min(plain, (beforeLast[column - 2] ?? 0) + 1) : plain
}

/** The known word that was most likely meant: at most a third of its letters differ; case does not count. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** `; did you mean "x"?`, or nothing: to be put at the end of a message. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const meant = nearest(word, known)
  return meant === undefined ? '' : `; did you mean "${meant}"?`
}
