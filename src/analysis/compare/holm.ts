import type { Share } from '../../base/units.ts'

/**
 * Probabilities of several tests adjusted so that all of them together are wrong no more often than one alone (Holm, "A simple
 * sequentially rejective multiple test procedure", 1979).
 */
export function holm(probabilities: readonly Share[]): Share[] {
  const order = probabilities.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p)
  const adjusted: Share[] = []
  let highest = 0
  for (const [rank, { p, index }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, p * (probabilities.length - rank)))
    adjusted[index] = highest
  }
  return adjusted
}
