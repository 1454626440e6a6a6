import type { Millis } from '../../base/units.ts'
import { sum } from '../statistics/summaries.ts'

/** Of what took so long together, so many each time; what does not tell is left out. */
export function meanTimeOf(
  all: readonly (readonly [together: Millis | undefined, count: number])[],
): Millis | undefined {
  const told = all.filter(([together]) => together !== undefined)
  const count = sum(told.map(([, each]) => each))
  return count === 0 ? undefined : sum(told.map(([together = 0]) => together)) / count
}
