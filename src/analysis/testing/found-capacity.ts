import type { Capacity, Limit } from '../capacity.ts'

export const foundLimit: Extract<Limit, { kind: 'found' }> = {
  kind: 'found',
  value: 402,
  low: 396,
  high: 408,
  dwell: 12,
}

/** A target that carries 402/s, and nothing else is known. */
export const foundCapacity: Capacity = {
  model: 'open',
  capacity: foundLimit,
  saturation: foundLimit,
  lossLoad: undefined,
  buckle: undefined,
  recovery: undefined,
  sloLoad: undefined,
  limitedBy: 'target',
  unloadedResponse: 20,
  tolerance: 0.02,
  buckleShare: 0.1,
  evidence: [],
}
