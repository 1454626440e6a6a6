import type { Rule } from '../situation.ts'
import type { Purpose, TrialRecord } from '../trial.ts'
import { formatLoad } from '../wording.ts'

/** Held so often in a row and the generator was the limit every time: then it is one. */
export const mostLimited = 3
/** Long enough for a stall of this machine to be over. */
const least = 5

/** What comes after an overload cannot be repeated, and what the operator did is not for this to repeat. */
const repeats: ReadonlySet<Purpose> = new Set<Purpose>([
  'baseline',
  'scout',
  'climb',
  'ramp',
  'sharpen',
  'bracket',
  'confirm',
  'service-level',
  'buckle',
])

/** A machine that was busy with something else for a moment says nothing: the same load again, from calm. */
export const again: Rule = ({ records, last, options }) => {
  const times = timesLimited(records)
  if (last === undefined || times === 0 || times >= mostLimited || !repeats.has(last.trial.purpose)) return undefined
  const { trial, hold } = last
  return {
    ...trial,
    drain: true,
    least: Math.max(least, trial.least),
    most: Math.max(2 * least, trial.most),
    because: `the generator did not keep up at ${formatLoad(hold.load, options.model)}: was that chance?`,
  }
}

/** How many holds in a row, the last among them, the generator spoilt. */
export const timesLimited = (records: readonly TrialRecord[]): number =>
  records.length - 1 - records.findLastIndex(({ hold }) => hold.limitedBy !== 'generator')
