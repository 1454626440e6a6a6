import type { Ratios } from './compare-turns.ts'

/** By target, then by what the CPU calls itself: how dear JavaScript is beside system calls differs from CPU to CPU. */
export type KeptRatios = Readonly<Record<string, Readonly<Record<string, Ratios>>>>

/** Those of the CPU, or of a CPU that nothing is kept for: of each case the highest, so that it fails only where all others would. */
export function keptFor(
  kept: KeptRatios,
  target: string,
  cpu: string,
): { readonly ratios: Ratios; readonly ofWhom: string } {
  const byCpu = kept[target] ?? {}
  const own = byCpu[cpu]
  if (own !== undefined) return { ratios: own, ofWhom: `${cpu}, target ${target}` }
  const highest: Record<string, number> = {}
  for (const ratios of Object.values(byCpu)) {
    for (const [name, ratio] of Object.entries(ratios)) highest[name] = Math.max(ratio, highest[name] ?? 0)
  }
  return { ratios: highest, ofWhom: `other CPUs, the highest: nothing is kept for ${cpu}, target ${target}` }
}
