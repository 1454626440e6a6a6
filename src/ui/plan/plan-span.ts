import type { ScenarioView } from '../../engine/api.ts'
import type { Millis } from '../../base/units.ts'

export interface PlanSpan {
  readonly from: Millis
  readonly to: Millis
}

/** How the operator looks at plans: each zoom halves the time shown. `around` undefined: around now. */
export interface PlanLook {
  readonly zoom: number
  readonly around: Millis | undefined
}

export const mostZoom = 6

/** With an open end this much is shown, so that the axis moves rarely. */
const openSpans: readonly Millis[] = [60_000, 120_000, 300_000, 600_000, 1_200_000, 1_800_000, 3_600_000]
const hour: Millis = 3_600_000
/** Of an open end at least so much is ahead. */
const ahead = 1.25

/** The time in which all scenarios run, as far as it is known. */
export function wholeSpan(scenarios: readonly ScenarioView[], now: Millis): PlanSpan {
  const ends = scenarios.map(({ endsAt, course }) => endsAt ?? openEndOf(course.at(-1)?.at ?? 0, now))
  return { from: 0, to: Math.max(1000, now, ...ends) }
}

function openEndOf(lastCorner: Millis, now: Millis): Millis {
  const wanted = Math.max(now, lastCorner) * ahead
  return openSpans.find((span) => span >= wanted) ?? Math.ceil(wanted / hour) * hour
}

/** The part of it that is shown: a quarter of it before the moment looked at. It moves in steps, not with every frame. */
export function shownSpan(whole: PlanSpan, now: Millis, { zoom, around = now }: PlanLook): PlanSpan {
  const length = (whole.to - whole.from) / 2 ** zoom
  const step = length / 8
  const wanted = Math.floor((around - length / 4) / step) * step
  const from = Math.min(whole.to - length, Math.max(whole.from, wanted))
  return { from, to: from + length }
}
