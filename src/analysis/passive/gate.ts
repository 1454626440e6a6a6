import type { Capacity } from '../capacity.ts'
import type { Findings } from '../curve/findings.ts'
import { plateauWidth } from '../curve/findings.ts'
import { isOnCredit, surePlateau } from '../explorer/lower-bound.ts'
import { withoutLimits } from '../explorer/to-capacity.ts'
import type { Situation } from '../explorer/situation.ts'
import { relativeHalf } from '../statistics/interval.ts'

/** The straight line must be out of the question before a knee is shown (saturation.md 2.6), by AICc; a cliff needs no curve. */
const surely = 6

/**
 * Holds by hand are where and as long as the operator likes, and no further hold comes to the rescue of an answer: so what the search
 * would only take for its next question is no answer yet. `evidence`: by how much a bent curve explains the points better than a line.
 */
export function gated(capacity: Capacity, evidence: number, situation: Situation): Capacity {
  const limit = capacity.capacity
  if (limit.kind === 'at-least') return capacity
  const isKnown =
    situation.findings.shape === 'peak'
      ? isNarrow(situation)
      : evidence > surely && relativeHalf(limit) <= widestHalf && isSureOf(situation)
  return isKnown ? capacity : withoutLimits(capacity, situation)
}

/** Between loads further apart than this a peak may be higher than is tolerated. */
const widestPeak = 1.15
const widestSides = 1.3

function isNarrow(situation: Situation): boolean {
  const { findings, options, records } = situation
  const { capacity, peers, lo } = findings
  if (options.model === 'open') {
    return capacity !== undefined && capacity.high <= widestPeak * capacity.low && !isOnCredit(lo, situation)
  }
  const [first, last] = [peers[0]?.load ?? 0, peers.at(-1)?.load ?? 0]
  const loads = records.map(({ hold }) => hold.load)
  const below = Math.max(0, ...loads.filter((load) => load < first))
  const above = Math.min(...loads.filter((load) => load > last))
  return first <= widestSides * below && above <= widestSides * last
}

/** Half of the interval, as a share of the capacity. */
const widestHalf = 0.07

const isSureOf = (situation: Situation): boolean =>
  relativeHalf(surePlateau(situation)) <= widestHalf &&
  (situation.options.model === 'open' ? !mayHavePeak(situation.findings) : isWideWithoutRamp(situation.findings))

/** About as much, and a gap in which a peak has room. */
const asMuch = 0.98
const wideGap = 1.35

/** Open model: a load that was carried, far below the first overload, brought as much as all that is beyond: the target may have given way in between. */
const mayHavePeak = ({ lo, hi, capacity }: Findings): boolean =>
  lo !== undefined &&
  lo.goodput.value >= asMuch * (capacity?.value ?? Infinity) &&
  (hi?.load ?? Infinity) > wideGap * lo.load

/** Bringing nearly what the ramp promises is no plateau yet. */
const onRamp = 0.9

/** Closed model: a load on the ramp may bring by chance what loads beyond bring. */
function isWideWithoutRamp({ peers, perLoad }: Findings): boolean {
  const beyond = peers.filter(({ load, goodput }) => goodput.value < onRamp * load * (perLoad?.value ?? 0))
  return (beyond.at(-1)?.load ?? 0) >= plateauWidth * (beyond[0]?.load ?? Infinity)
}
