/** The 97.5 % point of the standard normal distribution: two of it on either side hold 95 %. */
export const z95 = 1.959964

/**
 * The two-sided 95 % point of Student's t with `df` degrees of freedom, by the expansion of Cornish and Fisher
 * (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5); within 0.5 % from 3 degrees on, tabled for 1 and 2.
 */
export function t95(df: number): number {
  if (df < 1) return Infinity
  if (df < 2) return 12.706
  if (df < 3) return 4.303
  const z = z95
  const g1 = (z ** 3 + z) / 4
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160
  return z + g1 / df + g2 / df ** 2 + g3 / df ** 3 + g4 / df ** 4
}
