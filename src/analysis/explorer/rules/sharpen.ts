import type { Hold } from '../../hold/hold.ts'
import { relativeHalf } from '../../statistics/interval.ts'
import { sum } from '../../statistics/summaries.ts'
import { type Rule, saturationOf, type Situation, timesTried } from '../situation.ts'
import { formatRate, formatShare } from '../wording.ts'

const mostAttempts = 3
/** s. */
const longest = 24
/** Far enough above saturation that it is never idle. */
const overload = { open: 1.15, closed: 1.5 } as const
/** Where all that is too much piles up, servers are never idle however little that is. */
const gentleOverload = 1.1

/** Holds the plateau again until capacity is known as well as was asked for: from above, where goodput settles at once. */
export const sharpen: Rule = (situation) => {
  const { findings, options, goals } = situation
  const { shape, capacity, peers } = findings
  const saturation = saturationOf(findings)
  if (capacity === undefined || saturation === undefined) return undefined
  if (shape === 'peak' && options.model === 'open') return undefined
  if (relativeHalf(capacity) <= goals.precision || hasEnded(situation)) return undefined
  const above = overload[options.model] * saturation
  const load = isPilingUp(peers)
    ? gentleOverload * saturation
    : (peers.find((peer) => peer.load >= above)?.load ?? above)
  return {
    purpose: 'sharpen',
    load: options.model === 'open' ? load : Math.round(load),
    drain: false,
    least: 3,
    most: longest,
    count: 0,
    until: { kind: 'precise', share: goals.precision },
    because: `capacity is about ${formatRate(capacity.value)} give or take ${formatShare(relativeHalf(capacity))}: measuring on to know it better`,
  }
}

/** With so many iterations chance is averaged out; what is left are pauses and bursts, which more of the same time does not mend. */
const manyIterations = 10_000

/** After the first attempt, which may show a period, goes on only if the time left is enough: the interval shrinks with its root. */
function hasEnded(situation: Situation): boolean {
  const tried = timesTried(situation, 'sharpen')
  return tried >= mostAttempts || (tried > 0 && isHopeless(situation, (mostAttempts - tried) * longest))
}

function isHopeless({ findings: { capacity, peers }, goals }: Situation, secondsLeft: number): boolean {
  if (capacity === undefined) return false
  const seconds = sum(peers.map((peer) => peer.seconds))
  const missing = seconds * ((relativeHalf(capacity) / goals.precision) ** 2 - 1)
  return seconds * capacity.value > manyIterations && missing > secondsLeft
}

const isPilingUp = (peers: readonly Hold[]): boolean =>
  peers.every(({ drift, offered, goodput }) => drift > 0.5 * (offered - goodput.value))
