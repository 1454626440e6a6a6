import { baseline } from './rules/baseline.ts'
import { bracket } from './rules/bracket.ts'
import { buckle } from './rules/buckle.ts'
import { climb } from './rules/climb.ts'
import { confirm } from './rules/confirm.ts'
import { peak } from './rules/peak.ts'
import { ramp } from './rules/ramp.ts'
import { recheck } from './rules/recheck.ts'
import { recover } from './rules/recover.ts'
import { scout } from './rules/scout.ts'
import { sharpen } from './rules/sharpen.ts'
import { type Knowledge, type Rule, situationOf } from './situation.ts'
import type { Trial, TrialRecord } from './trial.ts'

/** In the order of saturation.md 2.1: the first rule that has something to ask goes first. */
const forCapacity: readonly Rule[] = [baseline, scout, climb, peak, ramp, sharpen, bracket, confirm]
const forTheRest: readonly Rule[] = [buckle, recover, recheck]

/** The next load to hold; undefined when nothing is left to ask. Nothing but the knowledge decides. */
export function planNext(knowledge: Knowledge): Trial | undefined {
  const situation = situationOf(knowledge)
  for (const rule of [...forCapacity, ...forTheRest]) {
    const trial = rule(situation)
    if (trial !== undefined && !isRepetition(trial, knowledge.records)) return trial
  }
  return undefined
}

const mostRepetitions = 3

/** What has not helped so often will not help. */
const isRepetition = ({ purpose, load }: Trial, records: readonly TrialRecord[]): boolean =>
  records.filter(({ trial }) => trial.purpose === purpose && Math.abs(trial.load - load) < 0.005 * load).length >=
  mostRepetitions
