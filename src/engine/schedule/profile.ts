import type { Millis } from '../../base/units.ts'
import type { Stage } from '../config/scenario.ts'

/** From `from` on the load is `load + slope * (t - from)`, until the next line begins. `slope` is per millisecond. */
export interface Line {
  readonly from: Millis
  readonly load: number
  readonly slope: number
}

/**
 * The load a scenario asks for over its own time (0 = its start), in straight lines. Never changed, only replaced: every live change
 * gives a new profile that is equal to the old one before the moment of the change; after the end there is nothing left to change.
 * While `pausedSince` is finite the profile's time stands still.
 */
export interface Profile {
  readonly lines: readonly Line[]
  /** No load from here on; `Infinity` = open end. */
  readonly end: Millis
  readonly pausedSince: Millis
  /** The pause before, when there was one. */
  readonly lastPause?: { readonly from: Millis; readonly to: Millis }
}

/** A live change of load: from `at` on, in a straight line over `rampMs` (0 = at once). */
export interface Change {
  readonly at: Millis
  readonly rampMs: Millis
}

/** The load a profile has at a moment, as its owner reads it: a change begins there. */
export type LevelAt = (profile: Profile, t: Millis) => number

export const constantProfile = (load: number, duration: Millis): Profile => ({
  lines: [{ from: 0, load, slope: 0 }],
  end: duration,
  pausedSince: Infinity,
})

export function stagedProfile(start: number, stages: readonly Stage[]): Profile {
  const { lines, end } = linesOfStages(0, start, stages)
  return { lines, end, pausedSince: Infinity }
}

/** Index of the line that rules at `t`: the last that begins at or before it. */
export function lineAt(profile: Profile, t: Millis): number {
  let low = 0
  let high = profile.lines.length
  while (low + 1 < high) {
    const middle = (low + high) >>> 1
    if ((profile.lines[middle]?.from ?? Infinity) <= t) low = middle
    else high = middle
  }
  return low
}

/** The load asked for at `t`; 0 before the start and from the end on. During a pause: the load that waits to go on. */
export function loadAt(profile: Profile, t: Millis): number {
  const then = Math.min(t, profile.pausedSince)
  const line = profile.lines[lineAt(profile, then)]
  if (line === undefined || then < 0 || then >= profile.end) return 0
  return line.load + line.slope * (then - line.from)
}

/** Until when the load stays what it is at `t`, if nothing changes the profile; `t` itself on a slope. */
export function steadyUntil({ lines, end, pausedSince }: Profile, t: Millis): Millis {
  if (t < 0) return 0
  if (t >= Math.min(end, pausedSince)) return Infinity
  const at = lineAt({ lines, end, pausedSince }, t)
  if (lines[at]?.slope !== 0) return t
  return Math.min(lines[at + 1]?.from ?? Infinity, end)
}

/** From `at` on to load `to`, and so until the end of the profile. */
export function rampedProfile(profile: Profile, { at, rampMs }: Change, to: number, levelAt: LevelAt): Profile {
  if (isOver(profile, at)) return profile
  const cut = cutAt(profile, at)
  const { lines } = linesOfStages(cut.at, levelAt(profile, cut.at), [{ duration: rampMs, target: to }])
  return { ...profile, lines: [...cut.lines, ...lines] }
}

/** From `at` on the stages, as if they had always stood there: the end moves to theirs. */
export function restagedProfile(profile: Profile, at: Millis, stages: readonly Stage[], levelAt: LevelAt): Profile {
  if (isOver(profile, at)) return profile
  const cut = cutAt(profile, at)
  const { lines, end } = linesOfStages(cut.at, levelAt(profile, cut.at), stages)
  return { ...profile, lines: [...cut.lines, ...lines], end }
}

/** The highest load from `at` on. */
export function peakFrom(profile: Profile, at: Millis): number {
  const from = Math.max(0, at)
  const lines = from < profile.end ? linesFrom(profile, from) : []
  return lines.reduce((peak, { from, load, slope }, index) => {
    const until = Math.min(lines[index + 1]?.from ?? Infinity, profile.end)
    const last = slope === 0 ? load : load + slope * (until - from)
    return from < profile.end ? Math.max(peak, load, last) : peak
  }, 0)
}

/** From `at` on what `plan` asks for at that time; a ramp goes to where the plan will be when it ends. */
export function followedProfile(profile: Profile, plan: Profile, { at, rampMs }: Change, levelAt: LevelAt): Profile {
  if (isOver(profile, at)) return profile
  const cut = cutAt(profile, at)
  const end = Math.max(cut.at, plan.end)
  const joinsAt = Math.min(cut.at + rampMs, end)
  const rest = linesFrom(plan, joinsAt)
  const target = rest[0]?.load ?? 0
  const ramp = linesOfStages(cut.at, levelAt(profile, cut.at), [{ duration: joinsAt - cut.at, target }]).lines.slice(
    0,
    -1,
  )
  return { ...profile, lines: [...cut.lines, ...ramp, ...rest], end }
}

/** From `at` on what the profile asks for at that time, times `factor`. */
export function scaledProfile(profile: Profile, change: Change, factor: number, levelAt: LevelAt): Profile {
  const lines = profile.lines.map(({ from, load, slope }) => ({ from, load: load * factor, slope: slope * factor }))
  return followedProfile(profile, { ...profile, lines }, change, levelAt)
}

/** Nothing from `at` on; a pause under way ends there too. */
export function endedProfile(profile: Profile, at: Millis, held: number): Profile {
  const running = isPaused(profile) ? resumedProfile(profile, Math.max(at, profile.pausedSince), held) : profile
  if (isOver(running, at)) return running
  const cut = cutAt(running, at)
  const lines = cut.lines.length > 0 ? cut.lines : running.lines.slice(0, 1)
  return { ...running, lines, end: cut.at }
}

export const pausedProfile = (profile: Profile, at: Millis): Profile =>
  isPaused(profile) || isOver(profile, at) ? profile : { ...profile, pausedSince: at }

/** The load during the pause becomes `held`, and all that was to come, start and end too, comes later by the length of the pause. */
export function resumedProfile(profile: Profile, at: Millis, held: number): Profile {
  const pause = at - profile.pausedSince
  const running = { ...profile, pausedSince: Infinity }
  if (pause <= 0) return running
  const since = Math.max(0, profile.pausedSince)
  const later = linesFrom(running, since).map((line) => ({ ...line, from: line.from + pause }))
  const lines = [...cutAt(running, since).lines, { from: since, load: held, slope: 0 }, ...later]
  return { ...running, lines, end: profile.end + pause, lastPause: { from: since, to: at } }
}

export const isPaused = (profile: Profile): boolean => profile.pausedSince !== Infinity

/** Whether `t` lies in the pause under way or the one before. */
export const isHeldAt = ({ pausedSince, lastPause }: Profile, t: Millis): boolean =>
  t >= pausedSince || (lastPause !== undefined && t >= lastPause.from && t < lastPause.to)

/** When a scenario that is to begin at `startsAt` does: not while a pause from before then lasts. */
export const beginOf = ({ pausedSince }: Profile, startsAt: Millis): Millis => (pausedSince <= 0 ? Infinity : startsAt)

/** Whether the schedule is over at `at`, so that nothing of it can be changed any more. */
export const isOver = (profile: Profile, at: Millis): boolean => !isPaused(profile) && at >= profile.end

/** What was before `at`, untouched; a change in a pause is made at the pause's beginning, where the profile's time stands. */
function cutAt(profile: Profile, at: Millis): { readonly at: Millis; readonly lines: readonly Line[] } {
  const then = Math.max(0, Math.min(at, profile.pausedSince))
  return { at: then, lines: profile.lines.filter((line) => line.from < then) }
}

/** The lines that rule from `at` on, the first of them beginning there. */
export function linesFrom(profile: Profile, at: Millis): readonly Line[] {
  const first = lineAt(profile, at)
  const ruling = profile.lines[first]
  if (ruling === undefined) return []
  const load = ruling.load + ruling.slope * (at - ruling.from)
  return [{ from: at, load, slope: ruling.slope }, ...profile.lines.slice(first + 1)]
}

function linesOfStages(
  at: Millis,
  start: number,
  stages: readonly Stage[],
): { readonly lines: readonly Line[]; readonly end: Millis } {
  const lines: Line[] = []
  let from = at
  let load = start
  for (const { duration, target } of stages) {
    if (duration > 0) lines.push({ from, load, slope: (target - load) / duration })
    from += duration
    load = target
  }
  return { lines: [...lines, { from, load, slope: 0 }], end: from }
}
