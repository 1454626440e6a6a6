/**
 * Deals 0, 1, 2 … out in turn until every hand has as many as it wants; gives back the hands one after the other. `[2, 3]` is dealt
 * `[0, 2, 1, 3, 4]`.
 */
export function dealInTurn(wanted: readonly number[]): readonly number[] {
  const hands: number[][] = wanted.map(() => [])
  let next = 0
  for (let round = 0; round < Math.max(0, ...wanted); round += 1) {
    for (const [hand, count] of wanted.entries()) if (round < count) hands[hand]?.push(next++)
  }
  return hands.flat()
}
