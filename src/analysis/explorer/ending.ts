import type { LimitedBy } from '../capacity.ts'
import { mostLimited, timesLimited } from './rules/again.ts'
import type { Situation } from './situation.ts'

/** With more failures than this at hardly any load there is nothing to explore. */
const failingShare = 0.05
const mostBaselines = 4

/** Why the search must stop here, or why it could not get further; undefined while it may go on. */
export function endingOf({ records, unloaded, findings, options }: Situation): LimitedBy | undefined {
  const last = records.at(-1)
  if (last === undefined) return undefined
  if (unloaded !== undefined && unloaded.errorShare > failingShare) return 'errors'
  const baselines = records.filter(({ trial }) => trial.purpose === 'baseline').length
  if (unloaded === undefined && baselines >= mostBaselines) return 'errors'
  if (findings.hi !== undefined) return undefined
  if (last.hold.limitedBy === 'in-flight') return 'in-flight-cap'
  if (timesLimited(records) >= mostLimited) return 'generator'
  const isAtTop = records.some(({ hold }) => hold.load >= options.maxLoad && hold.seconds >= topSeconds)
  return isAtTop ? 'max-load' : undefined
}

/** A short hold passes easily; the last word needs a longer one. */
export const topSeconds = 8
