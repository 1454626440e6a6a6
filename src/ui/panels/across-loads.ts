import type { Hold } from '../../analysis/hold/hold.ts'
import type { HeldPoint } from './held-points.ts'
import type { LoadScale } from './load-scale.ts'

/** A straight line from hold to hold over the columns of the load axis; holds that share a column are averaged. */
export function acrossLoads(
  points: readonly HeldPoint[],
  scale: LoadScale,
  valueOf: (hold: Hold) => number | undefined,
): (number | undefined)[] {
  const knots = knotsOf(points, scale, valueOf)
  const values: (number | undefined)[] = Array.from({ length: scale.columns }, () => undefined)
  for (const [index, knot] of knots.entries()) {
    const next = knots[index + 1] ?? knot
    for (let column = knot.column; column <= next.column; column += 1) {
      const share = next === knot ? 0 : (column - knot.column) / (next.column - knot.column)
      values[column] = knot.value + share * (next.value - knot.value)
    }
  }
  return values
}

interface Knot {
  readonly column: number
  readonly value: number
}

/** What is known in each column that has a hold, from the left. */
export function knotsOf(
  points: readonly HeldPoint[],
  scale: LoadScale,
  valueOf: (hold: Hold) => number | undefined,
): readonly Knot[] {
  const known = points.flatMap(({ hold }) => {
    const value = valueOf(hold)
    return value === undefined ? [] : [{ column: scale.columnOf(hold.load), value }]
  })
  return [...Map.groupBy(known, ({ column }) => column)]
    .map(([column, held]) => ({ column, value: held.reduce((sum, { value }) => sum + value, 0) / held.length }))
    .toSorted((a, b) => a.column - b.column)
}
