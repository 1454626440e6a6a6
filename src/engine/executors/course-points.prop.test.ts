import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadAt, pausedProfile, rampedProfile, resumedProfile, stagedProfile } from '../schedule/profile.ts'
import { coursePoints } from './course-points.ts'

const stages = fc.array(fc.record({ duration: fc.nat(5000), target: fc.nat(100) }), { minLength: 1, maxLength: 6 })

/** The load between the corners; of several at one moment the last counts. */
function loadBetween(points: ReturnType<typeof coursePoints>, at: number): number {
  const next = points.findIndex((point) => point.at > at)
  const [a, b] = [points.at(next - 1), points[next]]
  if (a === undefined || b === undefined) return Number.NaN
  return a.load + ((b.load - a.load) * (at - a.at)) / (b.at - a.at)
}

it('lets the course be drawn exactly, with what was commanded and paused in it', () => {
  fc.assert(
    fc.property(stages, fc.nat(9000), fc.nat(100), fc.nat(4000), (list, at, load, rampMs) => {
      const plan = stagedProfile(30, list)
      const changed = rampedProfile(plan, { at, rampMs }, load, loadAt)
      const course = resumedProfile(pausedProfile(changed, at + 500), at + 900, 0)
      const startsAt = 7000
      const points = coursePoints(course, startsAt)
      expect(points.map((point) => point.at)).toEqual(points.map((point) => point.at).toSorted((a, b) => a - b))
      for (let t = 0.5; t < course.end; t += course.end / 37) {
        expect(loadBetween(points, startsAt + t)).toBeCloseTo(loadAt(course, t), 6)
      }
    }),
  )
})
