import type { FullHouse } from '../curve/full-house.ts'
import type { Hold } from '../hold/hold.ts'
import type { Situation } from './situation.ts'
import { formatLoad, formatNumber, formatRate, formatSeconds, formatShare } from './wording.ts'

/** What the answers rest on, in plain sentences. */
export function evidenceOf({ findings, buckle, options }: Situation, full: FullHouse | undefined): string[] {
  const { lo, hi, peers, shape } = findings
  const say = (hold: Hold): string => formatLoad(hold.load, options.model)
  const sentences: (string | undefined)[] = [
    hi === undefined ? undefined : saturatedSentence(hi, options.model),
    full === undefined ? undefined : fullSentence(full),
    full === undefined && shape === 'flat' && peers.length > 1
      ? `from ${say(peers[0] as Hold)} to ${say(peers.at(-1) as Hold)} the same comes back: throughput no longer grows`
      : undefined,
    lo === undefined ? undefined : carriedSentence(lo, options.model),
    buckle?.buckled === undefined ? undefined : buckledSentence(buckle.buckled, options.model),
  ]
  return sentences.filter((sentence) => sentence !== undefined)
}

function saturatedSentence(hold: Hold, model: 'open' | 'closed'): string {
  const at = `at ${formatLoad(hold.load, model)}`
  if (model === 'closed') return `${at} ${formatRate(hold.goodput.value)} came back, less than in proportion: saturated`
  const missing = 1 - hold.goodput.value / hold.offered
  const grows =
    hold.drift > 0.1 * (hold.offered - hold.goodput.value) ? ` and in-flight grew by ${formatNumber(hold.drift)}/s` : ''
  return `${at}, ${formatShare(missing)} fewer came back than were sent${grows}: saturated`
}

function fullSentence({ capacity, most }: FullHouse): string {
  const limit = capacity === undefined ? '' : `, ${formatRate(capacity.value)} were every place always taken`
  return `what finds all places taken is refused at once, so throughput comes near to its limit only slowly: ${formatRate(most.goodput.value)} at ${formatRate(most.load)}${limit}`
}

const carriedSentence = (hold: Hold, model: 'open' | 'closed'): string =>
  `${formatLoad(hold.load, model)} ${model === 'open' ? 'was carried' : `brought ${formatRate(hold.goodput.value)}`} for ${formatSeconds(hold.dwell)}`

function buckledSentence(hold: Hold, model: 'open' | 'closed'): string {
  const { fall } = hold
  const when = fall === undefined ? '' : `, after ${formatSeconds(fall.after)} at ${formatRate(fall.before.value)}`
  return `at ${formatLoad(hold.load, model)} only ${formatRate(hold.goodput.value)} came back${when}: buckled`
}
