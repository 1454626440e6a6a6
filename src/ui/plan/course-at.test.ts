import { expect, it } from 'vitest'
import { courseAt, sampleCourse } from './course-at.ts'

const course = [
  { at: 1000, load: 0 },
  { at: 2000, load: 100 },
  { at: 2000, load: 300 },
  { at: 4000, load: 300 },
]

it.each([
  [0, undefined],
  [1000, 0],
  [1500, 50],
  [2000, 300],
  [4000, 300],
  [4001, undefined],
])('has at %i ms the load %s', (at, load) => {
  expect(courseAt(course, at, true)).toBe(load)
})

it('goes on for ever without an end', () => {
  expect(courseAt(course, 99_000, false)).toBe(300)
})

it('loses no peak however wide a column is', () => {
  const peak = [
    { at: 0, load: 1 },
    { at: 500, load: 900 },
    { at: 1000, load: 1 },
    { at: 8000, load: 1 },
  ]
  expect(sampleCourse(peak, { from: 0, to: 8000 }, 2, true)).toEqual([900, 1])
})
