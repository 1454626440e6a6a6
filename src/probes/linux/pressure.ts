import type { Millis } from '../../base/units.ts'

/** /proc/pressure/*: microseconds since boot in which at least one task waited for it (`some`), in ms. */
export function parsePressure(text: string): Millis | undefined {
  const match = /^some .*total=(\d+)/m.exec(text)
  return match === null ? undefined : Number(match[1]) / 1000
}
