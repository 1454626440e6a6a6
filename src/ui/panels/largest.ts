/** The largest of the known values; 0 when none is known. */
export const largest = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0)

/** The smallest of the known positive values; undefined when there is none. */
export function smallestPositive(values: readonly (number | undefined)[]): number | undefined {
  const least = values.reduce<number>(
    (lowest, value) => (value !== undefined && value > 0 ? Math.min(lowest, value) : lowest),
    Infinity,
  )
  return Number.isFinite(least) ? least : undefined
}
