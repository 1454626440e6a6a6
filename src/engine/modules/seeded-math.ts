import type { Vu } from './vu.ts'

const shared = Object.getOwnPropertyDescriptors(Math)

/** `Math` for one VU: `random` is that of `randomSeed()` once this was called, and others do not notice. */
export const mathOf = (vu: Pick<Vu, 'rng'>): Math =>
  Object.defineProperties({}, { ...shared, random: { ...shared.random, value: () => vu.rng() } }) as Math
