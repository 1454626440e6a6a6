import type { Compared, Ratios } from './compare-turns.ts'
import type { Kept } from './kept-for.ts'
import { medianOf } from '../support/median-of.ts'

/** Of what is kept: more than this is lost. */
const LOSS = 0.2
/** Up to this one attempt is enough. */
const CLEARLY_FINE = 0.1
/** Of a core: who was to have all of one and had less shared it with others, and its requests cost more for that. */
const ENOUGH = 0.7
/** Of what the base takes on a quiet machine: above it others have the caches, and ratios are no longer those that were kept. */
const DEARER = 1.2

export interface Verdict {
  /** `unclear`: to be measured again. */
  readonly kind: 'fine' | 'lost' | 'unclear'
  readonly said: readonly string[]
}

export const isBusy = ({ had, base }: Compared, usual: number | undefined): boolean =>
  had < ENOUGH || base > DEARER * (usual ?? Infinity)

/** What so many attempts come to; `isLast`: there will not be another. Of those on a machine that had the time the median counts. */
export function judge(kept: Kept, attempts: readonly Compared[], isLast: boolean): Verdict {
  const ratios = medianRatios(attempts.filter((attempt) => !isBusy(attempt, kept.base)))
  const lossOf = (name: string): number => (ratios[name] ?? 0) / (kept.ratios[name] ?? Infinity) - 1
  const names = Object.keys(ratios)
  const lost = names.filter((name) => lossOf(name) > LOSS)
  if (names.length === 0) {
    const said = isLast ? ['not judged: others have the CPUs of this machine, or their caches'] : []
    return { kind: isLast ? 'fine' : 'unclear', said }
  }
  if (!isLast && names.some((name) => lossOf(name) > CLEARLY_FINE)) return { kind: 'unclear', said: [] }
  return {
    kind: lost.length > 0 ? 'lost' : 'fine',
    said: lost.map((name) => `LOST: ${name} takes ${(lossOf(name) * 100).toFixed(0)} % more than what is kept`),
  }
}

/** By case. */
export function medianRatios(attempts: readonly Compared[]): Ratios {
  const names = Object.keys(attempts[0]?.ratios ?? {})
  return Object.fromEntries(
    names.map((name) => [name, medianOf(attempts.map(({ ratios }) => ratios[name] ?? Number.NaN))]),
  )
}
