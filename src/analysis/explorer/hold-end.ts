import { isSettled } from '../curve/findings.ts'
import type { Hold } from '../hold/hold.ts'
import { z95 } from '../statistics/student.ts'
import type { Trial, Until } from './trial.ts'

/** Long enough to call a target overloaded: shorter, and a pause could look the same. */
const surelySeconds = 3
/** After a fall the new level must have been there this long. */
const afterFall = 1.5
/** More than this share failing is an error storm: there is nothing to be learned from more of it (saturation.md 2.5). */
const stormShare = 0.5
/** Undecided, but surely below this loss: good enough to go on upwards. */
const passingDeficit = 0.08
/** Backlog that grows by less than this share of the excess has found its end. */
const stillShare = 0.25
/** Well enough to tell a tenth less from as much. */
const wellKnown = 0.05

/** Whether the hold has shown what the trial asked for. `noise`: variance times time of the goodput, as other holds know it. */
export function isOver(trial: Trial, hold: Hold, noise: number): boolean {
  if (hold.seconds >= trial.most) return true
  if (hold.fall !== undefined && hold.seconds < afterFall) return false
  if (isStorm(hold)) return true
  const isEnough = hold.seconds >= trial.least && hold.count >= trial.count
  return (isHasty[trial.until.kind] && isSurelySaturated(hold)) || (isEnough && isAnswered(trial.until, hold, noise))
}

/** Whether a target that is surely saturated ends the hold before its least length. */
const isHasty: Readonly<Record<Until['kind'], boolean>> = {
  decided: true,
  passing: true,
  precise: false,
  outcome: false,
  recovered: false,
}

function isAnswered(until: Until, hold: Hold, noise: number): boolean {
  switch (until.kind) {
    case 'decided':
      return hold.verdict !== 'undecided'
    case 'passing':
      return hold.verdict !== 'saturated' && hold.deficit.value + hold.deficit.half < passingDeficit
    case 'precise':
      return hold.verdict === 'sustained' || halfOf(hold, noise) <= until.share * hold.goodput.value
    case 'outcome':
      return (
        isWellKnown(hold) &&
        (hold.fall !== undefined || (isStill(hold) && isThrough(hold)) || hold.dwell >= until.patience)
      )
    case 'recovered':
      return false
  }
}

const isStorm = (hold: Hold): boolean =>
  hold.errorShare > stormShare && hold.seconds >= surelySeconds && isWellKnown(hold)

const isSurelySaturated = (hold: Hold): boolean =>
  hold.verdict === 'saturated' && hold.seconds >= surelySeconds && isSettled(hold)

/** One that ended as soon as it seemed precise would believe itself too much, so what other holds say counts too. */
const halfOf = ({ goodput, seconds }: Hold, noise: number): number =>
  Math.max(goodput.half, z95 * Math.sqrt(noise / seconds))

const isWellKnown = ({ goodput, offered }: Hold): boolean =>
  goodput.half < wellKnown * Math.max(goodput.value, 0.2 * offered)

/** What was inside when the hold became steady has come out again: only then its end has been seen. */
const isThrough = ({ seconds, p95 }: Hold): boolean => seconds > (1.3 * (p95 ?? 0)) / 1000 + 1

const isStill = (hold: Hold): boolean => hold.drift <= stillShare * (hold.offered - hold.goodput.value)
