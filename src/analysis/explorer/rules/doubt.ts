import type { Hold } from '../../hold/hold.ts'
import type { Rule } from '../situation.ts'
import { formatRate } from '../wording.ts'

/** A hold this short, this much better than all others and known no better than this, may be luck. Times in s. */
const shortest = 8
const muchBetter = 1.015
const wellKnown = 0.008

const question = 'was it luck?'

/** Open model: a single hold that is better than all others must repeat it before it is believed. */
export const doubt: Rule = ({ findings, options, records }) => {
  const [best, ...others] = findings.peers
  if (best === undefined || others.length > 0 || options.model === 'closed' || !isDoubtful(best)) return undefined
  const next = Math.max(
    0,
    ...findings.saturated.filter(({ load }) => load !== best.load).map(({ goodput }) => goodput.value),
  )
  if (next === 0 || best.goodput.value < muchBetter * next) return undefined
  // A target that does not repeat it was in another state then; asking again tells no more.
  if (records.some(({ trial }) => trial.because.endsWith(question) && trial.load === best.load)) return undefined
  return {
    purpose: 'sharpen',
    load: best.load,
    drain: false,
    least: shortest,
    most: 2 * shortest,
    count: 0,
    until: { kind: 'precise', share: 0.02 },
    because: `${formatRate(best.goodput.value)} at ${formatRate(best.load)} is more than at any other load: ${question}`,
  }
}

const isDoubtful = ({ goodput, seconds }: Hold): boolean =>
  goodput.half > wellKnown * goodput.value && seconds < shortest
