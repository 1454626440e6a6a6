import type { LoadPoint } from '../../engine/api.ts'
import type { Millis } from '../../base/units.ts'

/** The load of a course at some moment; undefined before it begins and after it ends. Of two corners at one moment the later counts. */
export function courseAt(course: readonly LoadPoint[], at: Millis, hasEnd: boolean): number | undefined {
  const index = course.findLastIndex((point) => point.at <= at)
  const [point, next] = [course[index], course[index + 1]]
  if (point === undefined) return undefined
  if (next === undefined) return hasEnd && at > point.at ? undefined : point.load
  const share = (at - point.at) / (next.at - point.at)
  return point.load + share * (next.load - point.load)
}

/** One value for each of `columns` equal parts of a time; the largest load within each, so that no peak is lost. */
export function sampleCourse(
  course: readonly LoadPoint[],
  { from, to }: { readonly from: Millis; readonly to: Millis },
  columns: number,
  hasEnd: boolean,
): readonly (number | undefined)[] {
  const step = (to - from) / columns
  return Array.from({ length: columns }, (_, column) => {
    const start = from + column * step
    const corners = course.filter(({ at }) => at > start && at < start + step).map(({ load }) => load)
    const middle = courseAt(course, start + step / 2, hasEnd)
    return corners.length === 0 ? middle : Math.max(...corners, middle ?? 0)
  })
}
