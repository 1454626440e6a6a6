import { setImmediate } from 'node:timers/promises'

/** Calls `take` for each piece of a list; the thread does what else waits in between, so that nothing piles up before it. */
export async function inPieces<T>(
  list: readonly T[],
  most: number,
  take: (piece: readonly T[]) => void,
): Promise<void> {
  let isFirst = true
  for (const piece of piecesOf(list, most)) {
    if (!isFirst) await setImmediate()
    isFirst = false
    take(piece)
  }
}

/** A list in pieces of at most so many, in order. Each is cut off when it is its turn. */
export function* piecesOf<T>(list: readonly T[], most: number): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += most) yield list.slice(from, from + most)
}
