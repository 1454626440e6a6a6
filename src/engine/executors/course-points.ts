import type { Millis } from '../../base/units.ts'
import type { Profile } from '../schedule/profile.ts'

/** A corner of a load over time, on the run's clock. */
export interface CoursePoint {
  readonly at: Millis
  readonly load: number
}

/** The corners of a course that begins at `startsAt`: straight lines between them, jumps where two are at one moment. */
export function coursePoints({ lines, end }: Profile, startsAt: Millis): readonly CoursePoint[] {
  const points: CoursePoint[] = []
  const add = (t: Millis, load: number): void => {
    const point = { at: startsAt + t, load }
    const [before, last] = points.slice(-2)
    if (last !== undefined && isSame(last, point)) return
    if (before?.load === load && last?.load === load) points.pop()
    points.push(point)
  }
  lines.forEach(({ from, load, slope }, index) => {
    const until = Math.min(lines[index + 1]?.from ?? Infinity, end)
    if (from > end || (from === end && index > 0)) return
    add(from, load)
    if (until !== Infinity) add(until, slope === 0 ? load : load + slope * (until - from))
  })
  return points
}

const isSame = (a: CoursePoint, b: CoursePoint): boolean => a.at === b.at && a.load === b.load
