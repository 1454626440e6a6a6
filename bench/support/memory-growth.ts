import type { Bytes, Share } from '../../src/base/units.ts'

/** What was resident so many seconds after the start. */
export interface MemoryLook {
  readonly second: number
  readonly bytes: Bytes
}

/** By how much the median of the last minute lies above that of the second one: the first is for loading and warming up. */
export function growthOf(looks: readonly MemoryLook[]): Share {
  const minutes = medians(looks)
  const [second, last] = [minutes[1], minutes.at(-1)]
  if (second === undefined || last === undefined || minutes.length < 3)
    throw new Error('too short: take 3 minutes or more')
  return last / second - 1
}

export const minuteRows = (looks: readonly MemoryLook[]): string[] =>
  medians(looks).map((bytes, index) => `minute ${index + 1}: ${(bytes / 1e6).toFixed(0)} MB resident (median)`)

/** Of whole minutes. */
function medians(looks: readonly MemoryLook[]): number[] {
  const minutes = Map.groupBy(looks, ({ second }) => Math.floor((second - 1) / 60))
  return [...minutes.values()]
    .filter(({ length }) => length >= 55)
    .map((minute) => minute.map(({ bytes }) => bytes).toSorted((a, b) => a - b)[Math.floor(minute.length / 2)] ?? 0)
}
