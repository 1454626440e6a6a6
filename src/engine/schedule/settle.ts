/**
 * `value`, or the whole number that it misses only by rounding error. Sums of products of fractions (33.3/s for 30 s) end a few
 * ulp beside the whole number they mean; without this an arrival or a VU at the joint of two stages could be lost or come twice.
 */
export function settle(value: number): number {
  const whole = Math.round(value)
  return Math.abs(value - whole) <= Math.max(1e-9, Math.abs(whole) * 1e-14) ? whole : value
}
