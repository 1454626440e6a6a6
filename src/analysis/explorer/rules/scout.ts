import { slowdownOf } from '../../hold/hold.ts'
import { topSeconds } from '../ending.ts'
import type { Rule, Situation } from '../situation.ts'
import type { Trial } from '../trial.ts'
import { formatLoad } from '../wording.ts'

/** While the target does not feel the load, twice as much; once it does, in smaller steps, so that it is not overrun. */
const bold = 2
const careful = 1.5
/** Response times this much above those without load are felt. */
const feltP50 = 1.5
const feltP95 = 2

/** Goes up until not all comes back any more, or as far as is allowed. */
export const scout: Rule = (situation) => {
  const { findings, options, last, records } = situation
  if (findings.hi !== undefined || last === undefined || last.hold.limitedBy !== undefined) return undefined
  const top = Math.max(...records.map(({ hold }) => hold.load))
  if (top >= options.maxLoad) return holdAtTop(situation)
  const load = Math.min(options.maxLoad, nextLoad(top, situation))
  return {
    purpose: 'scout',
    load,
    drain: false,
    ...(options.model === 'open' ? openHold : closedHold),
    because: `all of ${formatLoad(top, options.model)} came back, so up to ${formatLoad(load, options.model)}`,
  }
}

const openHold = { least: 1.2, most: 8, count: 100, until: { kind: 'passing' } } as const
const closedHold = { least: 1.5, most: 6, count: 150, until: { kind: 'precise', share: 0.05 } } as const

function nextLoad(top: number, situation: Situation): number {
  if (situation.options.model === 'closed') return Math.max(top + 1, Math.round(top * bold))
  return top * (isFelt(situation) ? careful : bold)
}

function isFelt({ unloaded, last }: Situation): boolean {
  if (last === undefined) return false
  const { response, p95 } = last.hold
  const isSlower = (slowdownOf(last.hold, unloaded) ?? 0) > feltP50
  return isSlower || (response.p95 ?? p95 ?? 0) > feltP95 * (unloaded?.response.p95 ?? Infinity)
}

function holdAtTop({ records, options }: Situation): Trial | undefined {
  const isHeld = records.some(({ hold }) => hold.load >= options.maxLoad && hold.seconds >= topSeconds)
  if (isHeld) return undefined
  return {
    purpose: 'scout',
    load: options.maxLoad,
    drain: false,
    least: topSeconds,
    most: 1.5 * topSeconds,
    count: 0,
    until: { kind: 'decided' },
    because: `${formatLoad(options.maxLoad, options.model)} is the highest load allowed: held longer to be sure`,
  }
}
