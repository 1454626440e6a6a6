import type { Ratios } from './compare-turns.ts'

/** By target, then by what the CPU calls itself: how dear JavaScript is beside system calls differs from CPU to CPU. */
export type KeptRatios = Readonly<Record<string, Readonly<Record<string, Kept>>>>

export interface Kept {
  readonly ratios: Ratios
  /** CPU per request of the base on a quiet machine, in microseconds; undefined: not known. */
  readonly base?: number
}

/** CPUs differ by more than the loss that is looked for: on one that nothing is kept for only what is far too much fails. */
const UNKNOWN_CPU = 1.25

/** Those of the CPU; for a CPU that nothing is kept for, of each case the highest and a quarter more. */
export function keptFor(
  kept: KeptRatios,
  target: string,
  cpu: string,
): { readonly kept: Kept; readonly ofWhom: string } {
  const byCpu = kept[target] ?? {}
  const own = byCpu[cpu]
  if (own !== undefined) return { kept: own, ofWhom: `${cpu}, target ${target}` }
  const highest: Record<string, number> = {}
  for (const { ratios } of Object.values(byCpu)) {
    for (const [name, ratio] of Object.entries(ratios))
      highest[name] = Math.max(ratio * UNKNOWN_CPU, highest[name] ?? 0)
  }
  return {
    kept: { ratios: highest },
    ofWhom: `other CPUs, the highest and a quarter more: nothing is kept for ${cpu}, target ${target}`,
  }
}
