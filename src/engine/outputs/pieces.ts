/** A list in pieces of at most so many, in order. Each is cut off when it is its turn. */
export function* piecesOf<T>(list: readonly T[], most: number): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += most) yield list.slice(from, from + most)
}
