import { expect, it } from 'vitest'
import { stagesLeft } from './stages-left.ts'

const course = [
  { at: 0, load: 0 },
  { at: 30_000, load: 500 },
  { at: 90_000, load: 500 },
  { at: 90_000, load: 200 },
  { at: 100_000, load: 0 },
]

it('begins with what is left of the stage under way, and keeps jumps', () => {
  expect(stagesLeft({ course, endsAt: 100_000, load: 300 }, 18_030)).toEqual([
    { duration: 12_000, target: 500 },
    { duration: 60_000, target: 500 },
    { duration: 0, target: 200 },
    { duration: 10_000, target: 0 },
  ])
})

it('gives an open end a time, as stages have one', () => {
  expect(stagesLeft({ course: [{ at: 0, load: 430 }], endsAt: undefined, load: 430 }, 5000)).toEqual([
    { duration: 300_000, target: 430 },
  ])
})

it('is nothing when nothing is to come', () => {
  expect(stagesLeft({ course, endsAt: 100_000, load: 0 }, 100_000)).toEqual([])
})
