import { again } from './rules/again.ts'
import { baseline } from './rules/baseline.ts'
import { bracket } from './rules/bracket.ts'
import { buckle } from './rules/buckle.ts'
import { climb } from './rules/climb.ts'
import { confirm } from './rules/confirm.ts'
import { doubt } from './rules/doubt.ts'
import { peak } from './rules/peak.ts'
import { ramp } from './rules/ramp.ts'
import { recheck } from './rules/recheck.ts'
import { recover } from './rules/recover.ts'
import { scout } from './rules/scout.ts'
import { serviceLevel } from './rules/service-level.ts'
import { settle } from './rules/settle.ts'
import { sharpen } from './rules/sharpen.ts'
import { summit } from './rules/summit.ts'
import { type Knowledge, type Rule, situationOf } from './situation.ts'
import type { Purpose, Trial, TrialRecord } from './trial.ts'

/** In the order of saturation.md 2.1: the first rule that has something to ask goes first. */
const forCapacity: readonly Rule[] = [
  again,
  baseline,
  scout,
  climb,
  summit,
  peak,
  ramp,
  settle,
  doubt,
  sharpen,
  bracket,
  confirm,
]
const forTheRest: readonly Rule[] = [serviceLevel, buckle, recover, recheck]

/** The next load to hold; undefined when nothing is left to ask. Nothing but the knowledge decides. */
export function planNext(knowledge: Knowledge): Trial | undefined {
  const situation = situationOf(knowledge)
  for (const rule of [...forCapacity, ...forTheRest]) {
    const trial = rule(situation)
    if (trial === undefined || isRepetition(trial, knowledge.records)) continue
    return { ...overPeriods(trial, knowledge.records), load: Math.min(knowledge.options.maxLoad, readable(trial.load)) }
  }
  return undefined
}

/** Four significant digits: what is commanded is what is shown. */
const readable = (load: number): number => Number(load.toPrecision(4))

const mostRepetitions = 3

/** What has not helped so often will not help. */
const isRepetition = ({ purpose, load }: Trial, records: readonly TrialRecord[]): boolean =>
  records.filter(({ trial }) => trial.purpose === purpose && Math.abs(trial.load - load) < 0.005 * load).length >=
  mostRepetitions

/** Holds that compare goodputs must see the target's pauses as often as it has them. */
const compares: ReadonlySet<Purpose> = new Set<Purpose>(['climb', 'ramp', 'sharpen', 'confirm', 'buckle'])
const leastPeriods = 2.2
const mostPeriods = 3.4
/** Pauses that come more seldom than this, in s, are not waited for. */
const longestPeriod = 12

/** Makes a hold long enough for the longest period that was seen. */
function overPeriods(trial: Trial, records: readonly TrialRecord[]): Trial {
  const periods = records.map(({ hold }) => hold.period ?? 0).filter((period) => period <= longestPeriod)
  const period = Math.max(0, ...periods)
  if (!compares.has(trial.purpose)) return trial
  const [least, most] = [Math.max(trial.least, leastPeriods * period), Math.max(trial.most, mostPeriods * period)]
  return { ...trial, least, most }
}
