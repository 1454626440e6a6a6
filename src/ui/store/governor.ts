import type { Millis, Share } from '../../base/units.ts'

/** Frames per second the screen may have, from the usual rate down. */
export const frameRates: readonly number[] = [4, 2, 1]

/** What drawing may take of one core: a generator's host has better things to do. */
const budget: Share = 0.08
/** Back to more frames only when they would fit well, so that the rate does not swing. */
const comfortable: Share = 0.05
/** Long enough that one slow frame (garbage, a resize) is not a trend. */
export const judgedOver: Millis = 4000

/** The rate for the next seconds, given what drawing took of a core at the present rate. */
export function nextFrameRate(fps: number, spent: Share): number {
  const index = frameRates.indexOf(fps)
  if (spent > budget) return frameRates[index + 1] ?? fps
  const faster = frameRates[index - 1]
  return faster !== undefined && (spent * faster) / fps < comfortable ? faster : fps
}
