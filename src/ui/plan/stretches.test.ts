import { expect, it } from 'vitest'
import { nameOf, stretchesOf } from './stretches.ts'

const named = (course: Parameters<typeof stretchesOf>[0], endsAt: number | undefined): string[] =>
  stretchesOf(course, endsAt).map((stretch) => `${stretch.from}-${stretch.to} ${nameOf(stretch, 'open')}`)

it('names what happens one after the other; a jump is where two meet', () => {
  const course = [
    { at: 0, load: 20 },
    { at: 20_000, load: 150 },
    { at: 60_000, load: 150 },
    { at: 60_000, load: 300 },
    { at: 80_000, load: 300 },
    { at: 90_000, load: 0 },
  ]
  expect(named(course, 90_000)).toEqual([
    '0-20000 ramp up 20 -> 150/s',
    '20000-60000 hold 150/s',
    '60000-80000 hold 300/s',
    '80000-90000 ramp down 300 -> 0/s',
  ])
})

it('holds the last load for ever where there is no end', () => {
  expect(named([{ at: 0, load: 430 }], undefined)).toEqual(['0-Infinity hold 430/s'])
})

it('makes one hold of those that follow each other at one load', () => {
  const course = [0, 10, 20].map((at) => ({ at, load: 5 }))
  expect(named(course, 20)).toEqual(['0-20 hold 5/s'])
})

it('leaves out digits that nobody commanded', () => {
  expect(
    named(
      [0, 10].map((at) => ({ at, load: 138.613 })),
      10,
    ),
  ).toEqual(['0-10 hold 139/s'])
})
