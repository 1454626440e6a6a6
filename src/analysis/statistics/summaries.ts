export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

export const mean = (values: readonly number[]): number => sum(values) / values.length

/** Unbiased: divided by n - 1; 0 for a single value. */
export function variance(values: readonly number[]): number {
  if (values.length < 2) return 0
  const center = mean(values)
  return sum(values.map((value) => (value - center) ** 2)) / (values.length - 1)
}

/** The value below which the share `p` of the sorted values lies, by the nearest rank; undefined without values. */
export function quantile(values: readonly number[], p: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))]
}

export const median = (values: readonly number[]): number | undefined => quantile(values, 0.5)

/** Mean of what is known, undefined when nothing is. */
export function meanOfKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : mean(known)
}
