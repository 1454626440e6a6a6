import { formatLoad, formatLoadOf } from '../../base/readable-numbers.ts'
import type { LoadPoint, ScenarioView } from '../../engine/api.ts'
import type { Millis } from '../../base/units.ts'
import { roundLoad } from './round-load.ts'

/** A part of a course in which the load does one thing. */
export interface Stretch {
  readonly from: Millis
  /** Infinity: it has no end. */
  readonly to: Millis
  readonly kind: 'hold' | 'ramp up' | 'ramp down'
  readonly before: number
  readonly after: number
}

/** Loads that differ by less are drawn and commanded as one. */
const sameShare = 1e-6

/** A course as what happens one after the other; jumps are where two stretches meet. `endsAt` undefined: the last load holds for ever. */
export function stretchesOf(course: readonly LoadPoint[], endsAt: Millis | undefined): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const [index, { at, load }] of course.entries()) {
    const next = course[index + 1]
    if (next !== undefined && next.at > at) append(stretches, stretchOf(at, next.at, load, next.load))
  }
  const last = course.at(-1)
  if (endsAt === undefined && last !== undefined) append(stretches, stretchOf(last.at, Infinity, last.load, last.load))
  return stretches
}

function stretchOf(from: Millis, to: Millis, before: number, after: number): Stretch {
  const isFlat = Math.abs(after - before) <= sameShare * Math.max(before, after)
  return { from, to, kind: isFlat ? 'hold' : after > before ? 'ramp up' : 'ramp down', before, after }
}

/** Holds of one load that follow each other are one. */
function append(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1)
  const goesOn = last?.kind === 'hold' && next.kind === 'hold' && last.after === next.before
  if (last !== undefined && goesOn) stretches[stretches.length - 1] = { ...last, to: next.to }
  else stretches.push(next)
}

/** `hold 150/s`, `ramp up 20 -> 150/s`. */
export function nameOf({ kind, before, after }: Stretch, model: ScenarioView['model']): string {
  const load = formatLoadOf(roundLoad(after), model)
  return kind === 'hold' ? `hold ${load}` : `${kind} ${formatLoad(roundLoad(before))} -> ${load}`
}
