import type { LoadPoint, ScenarioView } from '../../engine/api.ts'
import type { Millis } from '../../base/units.ts'

/** A straight piece of a course: `target` is the load at its end. */
interface Stage {
  readonly duration: Millis
  readonly target: number
}

/** What a scenario with an open end is given to begin with. */
const openEnd: Millis = 300_000
/** Finer than this nobody edits by hand. */
const grain: Millis = 100

/** What is still to come of a scenario's course, as stages that could be commanded: what editing begins with. */
export function stagesLeft(
  { course, endsAt, load }: Pick<ScenarioView, 'course' | 'endsAt' | 'load'>,
  now: Millis,
): readonly Stage[] {
  const ahead = course.filter(({ at }) => at > now)
  const stages = ahead.map((point, index) => stageTo(point, Math.max(now, ahead[index - 1]?.at ?? now)))
  return endsAt === undefined ? [...stages, { duration: openEnd, target: ahead.at(-1)?.load ?? load }] : stages
}

const stageTo = ({ at, load }: LoadPoint, from: Millis): Stage => ({
  duration: Math.round((at - from) / grain) * grain,
  target: Number(load.toPrecision(6)),
})
