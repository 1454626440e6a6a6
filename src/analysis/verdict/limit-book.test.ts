import { expect, it } from 'vitest'
import { LimitBook } from './limit-book.ts'
import { type SecondChange, secondAt } from './testing/make-second.ts'

const at = (load: number): SecondChange => ({
  load: { load, asked: load, offered: load, started: load, good: load },
})
const overload: SecondChange = {
  load: {
    ...at(600).load,
    started: 400,
    good: 400,
    dropped: 200,
    inFlight: 200,
    firstByte: { count: 400, min: 480, p50: 500 },
  },
}
const fewVus: SecondChange = { load: { ...at(600).load, started: 400, good: 400, dropped: 200, users: 8, userCap: 8 } }

function bookOf(...course: readonly (readonly [times: number, change: SecondChange])[]): LimitBook {
  const book = new LimitBook({ ceiling: undefined })
  const changes = course.flatMap(([times, change]) => Array.from({ length: times }, () => change))
  for (const [index, change] of changes.entries()) book.add(secondAt(index, change))
  return book
}

it('says of every hold who limited it, and of the run who limited it longest', () => {
  const run = bookOf([6, at(100)], [6, at(400)], [8, overload]).run
  expect(run).toMatchObject({ verdict: 'target', confidence: 'high' })
  expect(run?.holds.map(({ load, verdict }) => [load, verdict])).toEqual([
    [100, 'none'],
    [400, 'none'],
    [600, 'target'],
  ])
})

it('leaves the second in which the load changed out of the hold', () => {
  const [first] = bookOf([6, at(100)], [6, at(400)]).run?.holds ?? []
  expect(first).toMatchObject({ from: 1000, to: 6000 })
})

it('is the verdict of most seconds when there were several', () => {
  expect(bookOf([5, at(100)], [6, fewVus], [12, overload]).run?.verdict).toBe('target')
  expect(bookOf([5, at(100)], [14, fewVus], [5, overload]).run?.verdict).toBe('generator')
})

it('calls no moment a limit', () => {
  expect(bookOf([6, at(100)], [2, overload]).run).toMatchObject({ verdict: 'none', confidence: 'low' })
  expect(bookOf([6, at(100)]).run).toMatchObject({ verdict: 'none', confidence: 'high' })
})

/** What bench/verdict showed once: others took the CPUs for some seconds of an overload that is the target's. */
const starved: SecondChange = {
  load: { ...overload.load, startLag: { p50: 6, p99: 80 } },
  worker: { starved: 0.43, cpu: 0.3, utilisation: 0.9 },
  host: { cpu: 1, target: { name: 'node', cpu: 0.1, busiestThread: 0.1, starved: 0.29 } },
}

/** The first answers found the target empty. */
const begin: SecondChange = { load: { ...overload.load, firstByte: { count: 400, min: 23.3, p50: 200 } } }

it('believes a whole hold more than some seconds of it', () => {
  const run = bookOf([1, begin], [4, starved], [1, overload], [1, starved], [4, overload]).run
  expect(run?.holds.map(({ verdict }) => verdict)).toEqual(['target'])
  expect(run?.verdict).toBe('target')
  expect(bookOf([1, begin], [9, starved]).run?.verdict).toBe('shared-host')
})

it('has no answer before the first second', () => {
  expect(bookOf().run).toBeUndefined()
})

it('ends a hold when the run is paused', () => {
  const paused = { load: { ...at(100).load, pausedFor: 500 } }
  const holds = bookOf([6, at(100)], [2, paused], [6, at(100)]).run?.holds
  expect(holds?.map(({ from, to }) => [from, to])).toEqual([
    [1000, 6000],
    [9000, 14_000],
  ])
})
