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
 * gives a new profile that is equal to the old one before the moment of the change. While `pausedSince` is finite the profile's time stands still.
 */
export interface Profile {
  readonly lines: readonly Line[]
  /** No load from here on; `Infinity` = open end. */
  readonly end: Millis
  readonly pausedSince: Millis
}

/** Where a ramp begins and ends, and how long it takes; 0 = a jump. */
export interface Ramp {
  readonly at: Millis
  readonly from: number
  readonly to: number
  readonly duration: Millis
}

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

/** From `ramp.at` on: along the ramp to its end, and so until the end of the profile. */
export const rampedProfile = (profile: Profile, ramp: Ramp): Profile => {
  const { at, lines } = cutAt(profile, ramp.at)
  return {
    ...profile,
    lines: [...lines, ...linesOfStages(at, ramp.from, [{ duration: ramp.duration, target: ramp.to }]).lines],
  }
}

/** From `at` on the stages, beginning at load `from`, as if they had always stood there: the end moves. */
export const restagedProfile = (profile: Profile, at: Millis, from: number, stages: readonly Stage[]): Profile => {
  const cut = cutAt(profile, at)
  const { lines, end } = linesOfStages(cut.at, from, stages)
  return { ...profile, lines: [...cut.lines, ...lines], end }
}

/** From `at` on what `plan` asks for; with a duration, along a straight line from load `from` to the plan's load at the end of it. */
export function followedProfile(profile: Profile, plan: Profile, { at, from, duration }: Omit<Ramp, 'to'>): Profile {
  const cut = cutAt(profile, at)
  const joinsAt = Math.max(cut.at, Math.min(cut.at + duration, plan.end))
  const target = loadAt({ ...plan, pausedSince: Infinity, end: Infinity }, joinsAt)
  const ramp = linesOfStages(cut.at, from, [{ duration: joinsAt - cut.at, target }]).lines.slice(0, -1)
  return { ...profile, lines: [...cut.lines, ...ramp, ...linesFrom(plan, joinsAt)], end: Math.max(cut.at, plan.end) }
}

export const pausedProfile = (profile: Profile, at: Millis): Profile =>
  isPaused(profile) ? profile : { ...profile, pausedSince: at }

/** The load during the pause becomes `held`, and all that was to come, the end too, comes later by the length of the pause. */
export function resumedProfile(profile: Profile, at: Millis, held: number): Profile {
  const since = profile.pausedSince
  const running = { ...profile, pausedSince: Infinity }
  if (since >= profile.end || at <= since) return running
  const later = linesFrom(running, since).map((line) => ({ ...line, from: line.from + at - since }))
  const lines = [...cutAt(running, since).lines, { from: since, load: held, slope: 0 }, ...later]
  return { lines, end: profile.end + at - since, pausedSince: Infinity }
}

export const isPaused = (profile: Profile): boolean => profile.pausedSince !== Infinity

/** What was before `at`, untouched; a change in a pause is made at the pause's beginning, where the profile's time stands. */
function cutAt(profile: Profile, at: Millis): { readonly at: Millis; readonly lines: readonly Line[] } {
  const then = Math.max(0, Math.min(at, profile.pausedSince))
  return { at: then, lines: profile.lines.filter((line) => line.from < then) }
}

/** The lines that rule from `at` on, the first of them beginning there. */
function linesFrom(profile: Profile, at: Millis): readonly Line[] {
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
