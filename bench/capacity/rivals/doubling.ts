import type { Level, Procedure } from './rig.ts'

/** Nighthawk's step controller as it is set up by default: 10 s a trial, no pause between them. */
const trialSeconds = 10
const level: Level = { p95: 500, failedShare: 0.02 }
const first = 20
/** Converged when the ends are so near to each other. */
const nearEnough = 1.01
const longest = 300

/** Doubles the load until a level is broken, then halves the distance; the answer is the highest load that kept it. */
export const doubling: Procedure = async (rig, maxLoad) => {
  let [kept, broken] = [0, Infinity]
  let load = first
  while (rig.elapsed() < longest) {
    if (await rig.hold(load, trialSeconds, level)) kept = load
    else broken = load
    if (kept >= maxLoad) return undefined
    if (broken <= nearEnough * kept) break
    load = broken === Infinity ? Math.min(maxLoad, 2 * load) : (kept + broken) / 2
  }
  return kept
}
