import type { Bytes } from '../../base/units.ts'

export interface VmStat {
  /** What can be had without pushing anything out: free, inactive, speculative and purgeable pages. */
  readonly available: Bytes
  /** Since boot. */
  readonly swappedIn: Bytes
}

/** `Mach Virtual Memory Statistics: (page size of 16384 bytes)` and a line for each kind of page. */
export function parseVmStat(text: string): VmStat | undefined {
  const pageSize = Number(/page size of (\d+) bytes/.exec(text)?.[1] ?? Number.NaN)
  const pages = (name: string): number => Number(new RegExp(`^"?${name}"?:\\s+(\\d+)\\.`, 'm').exec(text)?.[1] ?? 0)
  if (Number.isNaN(pageSize)) return undefined
  const kinds = ['Pages free', 'Pages inactive', 'Pages speculative', 'Pages purgeable']
  return {
    available: kinds.reduce((sum, kind) => sum + pages(kind), 0) * pageSize,
    swappedIn: pages('Swapins') * pageSize,
  }
}
