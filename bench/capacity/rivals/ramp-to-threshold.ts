import type { Level, Procedure } from './rig.ts'

/** What k6's breakpoint test is usually given. */
const level: Level = { p95: 500, failedShare: 0.01 }
/** From nothing to all that is allowed; nobody knows beforehand how much it will be. */
export const rampSeconds = 600

/** k6's breakpoint test: an arrival rate that grows until a threshold with abortOnFail is broken; the answer is the rate it got to. */
export const rampToThreshold: Procedure = async (rig, maxLoad) => {
  const seconds = await rig.ramp({ top: maxLoad, seconds: rampSeconds, abortOn: level })
  const reached = seconds.at(-1)?.load ?? 0
  return reached >= 0.999 * maxLoad ? undefined : reached
}
