import { buckleWidth, type BuckleFindings, crossing, nextToCapacity } from '../../curve/buckle.ts'
import type { Hold } from '../../hold/hold.ts'
import { type Rule, needsDrain, type Situation, saturationOf, timesTried } from '../situation.ts'
import type { Trial } from '../trial.ts'
import { formatLoad, formatRate } from '../wording.ts'

/** Overloads to try, as multiples of the load at saturation. */
const ladder = { open: [1.3, 1.7, 2.2, 3], closed: [2, 3, 4.5, 6.5] } as const
const mostProbes = 10
/** A hold this long says what its load does, unless something still piles up. */
const longEnough = 6
const longest = 20
/** What piles up for so long without a fall is left to pile up, in s; where others fell, longer. */
const usualPatience = 9
const longestPatience = 30

/** Goes on into overload until goodput falls, then finds out where that begins. */
export const buckle: Rule = (situation) => {
  const { options, buckle: found } = situation
  const saturation = saturationOf(situation.findings)
  if (!options.buckle || found === undefined || saturation === undefined) return undefined
  if (found.load !== undefined || timesTried(situation, 'buckle') >= mostProbes) return undefined
  return found.buckled === undefined
    ? nextOverload(saturation, situation)
    : probeBetween(found, found.buckled, situation)
}

function nextOverload(saturation: number, situation: Situation): Trial | undefined {
  const { options, findings, last } = situation
  if (last?.hold.limitedBy !== undefined) return undefined
  const factor = ladder[options.model].find((step) => !wasHeld(step * saturation, findings.saturated))
  if (factor === undefined) return undefined
  const wanted = factor * saturation
  const load = Math.min(options.maxLoad, options.model === 'open' ? wanted : Math.round(wanted))
  if (wasHeld(load, findings.saturated)) return undefined
  return {
    ...hold(situation, load),
    // What still piles up would make the next hold fall before it was seen standing.
    drain: last !== undefined && isPilingUp(last.hold),
    because: `at ${formatLoad(load, options.model)}, ${Number(factor.toPrecision(2))} times saturation: does as much still come back?`,
  }
}

const isPilingUp = ({ drift, offered, goodput }: Hold): boolean =>
  drift > Math.max(0.25 * (offered - goodput.value), 0.01 * offered)

const wasHeld = (load: number, saturated: readonly Hold[]): boolean =>
  saturated.some(
    (hold) => hold.load >= 0.88 * load && (hold.dwell >= longEnough || (!isPilingUp(hold) && isKnown(hold))),
  )

/** Well enough to say whether it is a tenth less. */
const isKnown = ({ goodput }: Hold): boolean => goodput.half < 0.08 * goodput.value

const hold = ({ goals }: Situation, load: number): Omit<Trial, 'because' | 'drain'> => ({
  purpose: 'buckle',
  load,
  least: 3,
  most: longest,
  count: Math.round(20 / goals.precision),
  until: { kind: 'outcome', patience: usualPatience },
})

function probeBetween(found: BuckleFindings, buckled: Hold, situation: Situation): Trial | undefined {
  const { findings, options } = situation
  const saturation = saturationOf(findings) ?? 0
  const from = found.upright !== undefined && found.upright.load > saturation ? found.upright : undefined
  const wanted =
    from === undefined
      ? Math.max(
          Math.sqrt(saturation * buckled.load),
          Math.min(0.97 * nextToCapacity * saturation, buckled.load / 1.05),
        )
      : between(from, buckled, found.threshold)
  const load = options.model === 'open' ? wanted : Math.round(wanted)
  if (load <= saturation || load >= buckled.load) return undefined
  const patience = patienceAt(load, found, situation)
  return {
    ...hold(situation, load),
    most: Math.max(longest, patience),
    until: { kind: 'outcome', patience },
    drain: needsDrain(situation),
    because: `less than ${formatRate(found.threshold)} came back at ${formatLoad(buckled.load, options.model)}: where does that begin? trying ${formatLoad(load, options.model)}`,
  }
}

/** As long as this load needs to owe as much as when goodput fell at another, and half more; twice as long as the last time. */
function patienceAt(load: number, { criticalDebt, buckled }: BuckleFindings, { findings, records }: Situation): number {
  const excess = Math.max(1, load - (findings.capacity?.value ?? 0))
  const owed = (buckled?.dwell ?? 0) * ((buckled?.offered ?? 0) - (findings.capacity?.value ?? 0))
  const before = records.findLast(({ hold }) => Math.abs(hold.load - load) < 0.02 * load)?.hold.dwell ?? 0
  const needed = (1.5 * (criticalDebt ?? owed)) / excess + 3
  return Math.max(usualPatience, Math.min(longestPatience, Math.max(needed, 2 * before)))
}

/** Where the straight line says, but well inside the bracket, so that it gets narrower from both sides. */
function between(from: Hold, to: Hold, threshold: number): number {
  const margin = Math.min(1.04, buckleWidth ** 0.5)
  return Math.min(to.load / margin, Math.max(from.load * margin, crossing(from, to, threshold).value))
}
