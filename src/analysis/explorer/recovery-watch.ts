import { type Observation, secondsOf } from '../observation.ts'
import { totalsOf } from '../hold/totals.ts'
import { sum } from '../statistics/summaries.ts'
import { backlogOf } from '../hold/backlog.ts'
import type { Trial } from './trial.ts'

/** What must be seen for so long before it is believed, in s. */
const watched = 2
/** Goodput this close to what is expected is as expected. */
const asExpected = 0.97
/** Iterations inside, compared with what is usual at this load. */
const asUsual = 2
/** While goodput has grown by this share from one third of the hold to the last it is on its way. */
const growing = 1.04
/** Time given beyond the planned patience while it is on its way, in s. */
const grace = 40

export type Recovery =
  | { readonly kind: 'recovered'; readonly after: number }
  | { readonly kind: 'going-on' }
  | { readonly kind: 'stuck' }

type Goal = Extract<Trial['until'], { readonly kind: 'recovered' }>

/**
 * Whether an overloaded target has come back, at a load below what it carried: all that is asked for comes back and no more than
 * usual is inside; or it works off its backlog at more than the load, so that the rest is arithmetic.
 */
export function watchRecovery(ticks: readonly Observation[], trial: Trial, goal: Goal): Recovery {
  const first = ticks[0]
  const last = ticks.at(-1)
  if (first === undefined || last === undefined) return { kind: 'going-on' }
  const elapsed = (last.to - first.from) / 1000
  const recent = lastSeconds(ticks, watched)
  if (sum(recent.map(secondsOf)) >= watched && isBack(recent, trial, goal)) {
    return { kind: 'recovered', after: Math.max(0, elapsed - watched) }
  }
  const patience = isOnItsWay(ticks) ? grace : trial.most
  return elapsed < patience ? { kind: 'going-on' } : { kind: 'stuck' }
}

function lastSeconds(ticks: readonly Observation[], seconds: number): readonly Observation[] {
  const end = ticks.at(-1)?.to ?? 0
  return ticks.filter(({ from }) => from >= end - seconds * 1000 - 1)
}

function isBack(recent: readonly Observation[], { load }: Trial, { expected, usualInside }: Goal): boolean {
  const { good, failed, seconds } = totalsOf(recent)
  if (good / seconds < asExpected * expected || failed > 0.02 * good) return false
  const inside = recent.at(-1)?.inFlight ?? 0
  const isUsual = inside <= asUsual * usualInside + 3
  const isWorkingOff = good / seconds > 1.05 * load && (backlogOf(recent).at(-1) ?? 0) < 0
  return isUsual || (usualInside !== Infinity && isWorkingOff)
}

function isOnItsWay(ticks: readonly Observation[]): boolean {
  const third = Math.floor(ticks.length / 3)
  if (third < 3) return false
  const goodIn = (part: readonly Observation[]): number => {
    const { good, seconds } = totalsOf(part)
    return good / seconds
  }
  return (
    goodIn(ticks.slice(-third)) > growing * goodIn(ticks.slice(third, 2 * third)) && goodIn(ticks.slice(-third)) > 0
  )
}
