/**
 * `value`, or the whole number that it misses only by rounding error. Sums of products of fractions (33.3/s for 30 s) end a little
 * beside the whole number they mean, where a load falls to almost 0 by 1e-9; without this an arrival or a VU at the joint of two
 * stages could be lost or come twice. Near 0 nothing has been summed up: there a little is what it is.
 */
export function settle(value: number): number {
  const whole = Math.round(value)
  if (whole === 0) return value
  return Math.abs(value - whole) <= Math.max(1e-8, Math.abs(whole) * 1e-14) ? whole : value
}
