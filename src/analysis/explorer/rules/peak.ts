import type { Hold } from '../../hold/hold.ts'
import { type Rule, timesTried } from '../situation.ts'
import { formatLoad, formatRate } from '../wording.ts'

const mostProbes = 4
/** Loads around the best this close leave no higher peak between them. */
const closeEnough = 1.3

/** Closed model: where throughput has a peak, the loads around the best one are brought closer together. */
export const peak: Rule = (situation) => {
  const { findings, options, records } = situation
  const [best] = findings.peers
  if (options.model === 'open' || findings.shape !== 'peak' || best === undefined) return undefined
  if (findings.peers.length > 1 || timesTried(situation, 'bracket') >= mostProbes) return undefined
  const loads = records.map(({ hold }) => hold.load).toSorted((a, b) => a - b)
  const load = between(best, loads)
  if (load === undefined) return undefined
  return {
    purpose: 'bracket',
    load,
    drain: false,
    least: 2,
    most: 8,
    count: 300,
    until: { kind: 'precise', share: 0.03 },
    because: `${formatRate(best.goodput.value)} at ${formatLoad(best.load, options.model)} is the most so far: is there more at ${formatLoad(load, options.model)}?`,
  }
}

/** In the middle of the wider gap, by ratio. */
function between(best: Hold, loads: readonly number[]): number | undefined {
  const below = loads.findLast((load) => load < best.load) ?? best.load
  const above = loads.find((load) => load > best.load) ?? best.load
  const [down, up] = [best.load / below, above / best.load]
  if (Math.max(down, up) <= closeEnough) return undefined
  const load = Math.round(up >= down ? Math.sqrt(best.load * above) : Math.sqrt(best.load * below))
  return loads.includes(load) ? undefined : load
}
