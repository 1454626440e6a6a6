import type { Hold } from '../../hold/hold.ts'
import { relativeHalf } from '../../statistics/interval.ts'
import { type Rule, type Situation, saturationOf, timesTried } from '../situation.ts'
import type { Trial } from '../trial.ts'
import { formatRate, formatShare } from '../wording.ts'

const mostAttempts = 3
/** Far enough above saturation that it is never idle. */
const overload = { open: 1.15, closed: 1.5 } as const
/** Where all that is too much piles up, servers are never idle however little that is. */
const gentleOverload = 1.1

/** Holds the plateau again until capacity is known as well as was asked for: from above, where goodput settles at once. */
export const sharpen: Rule = (situation) => {
  const { findings, options, goals } = situation
  const surprise = surpriseOf(situation)
  if (surprise !== undefined) return surprise
  const { shape, capacity, peers } = findings
  const saturation = saturationOf(findings)
  if (capacity === undefined || saturation === undefined || timesTried(situation, 'sharpen') >= mostAttempts)
    return undefined
  if ((shape === 'peak' && options.model === 'open') || relativeHalf(capacity) <= goals.precision) return undefined
  const above = overload[options.model] * saturation
  const load = isPilingUp(peers)
    ? gentleOverload * saturation
    : (peers.find((peer) => peer.load >= above)?.load ?? above)
  return {
    purpose: 'sharpen',
    load: options.model === 'open' ? load : Math.round(load),
    drain: false,
    least: 3,
    most: 24,
    count: 0,
    until: { kind: 'precise', share: goals.precision },
    because: `capacity is about ${formatRate(capacity.value)} give or take ${formatShare(relativeHalf(capacity))}: measuring on to know it better`,
  }
}

const isPilingUp = (peers: readonly Hold[]): boolean =>
  peers.every(({ drift, offered, goodput }) => drift > 0.5 * (offered - goodput.value))

/** A hold this short that is this much better than all others, and not known better than this, may be luck. */
const luckySeconds = 8
const luckyShare = 1.015
const luckyHalf = 0.008

function surpriseOf({ findings, options }: Situation): Trial | undefined {
  const [best, ...others] = findings.peers
  if (best === undefined || others.length > 0 || options.model === 'closed') return undefined
  const isUncertain = best.goodput.half > luckyHalf * best.goodput.value && best.seconds < luckySeconds
  const next = Math.max(0, ...findings.saturated.filter((hold) => hold !== best).map(({ goodput }) => goodput.value))
  if (!isUncertain || next === 0 || best.goodput.value < luckyShare * next) return undefined
  return {
    purpose: 'sharpen',
    load: best.load,
    drain: false,
    least: luckySeconds,
    most: 2 * luckySeconds,
    count: 0,
    until: { kind: 'precise', share: 0.02 },
    because: `${formatRate(best.goodput.value)} at ${formatRate(best.load)} is more than at any other load: was it luck?`,
  }
}
