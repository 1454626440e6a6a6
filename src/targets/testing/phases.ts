import type { Millis, PerSecond } from '../../base/units.ts'

export interface LoadPhase {
  readonly load: PerSecond
  readonly span: Millis
}

/** Evenly spaced arrivals of one load after the other. */
export function phases(list: readonly LoadPhase[]): Millis[] {
  let begin = 0
  return list.flatMap(({ load, span }) => {
    const times = Array.from({ length: Math.floor((load * span) / 1000) }, (_, n) => begin + (n * 1000) / load)
    begin += span
    return times
  })
}
