import { expect, it } from 'vitest'
import { promptOf } from '../store/prompt.ts'
import { draftOf } from './draft.ts'

const scenario = { load: 100, startsAt: 0 }

it('is the course that the stages being typed would make from now on', () => {
  expect(draftOf(promptOf('stages', '10s:500, 0s:50'), scenario, 5000)).toEqual([
    { at: 5000, load: 100 },
    { at: 15_000, load: 500 },
    { at: 15_000, load: 50 },
  ])
})

it('begins with the scenario where that still waits', () => {
  expect(draftOf(promptOf('stages', '10s:500'), { ...scenario, startsAt: 60_000 }, 5000)?.[0]?.at).toBe(60_000)
})

it.each([undefined, promptOf('load', '500'), promptOf('stages', '10s:')])('is nothing while %j is typed', (prompt) => {
  expect(draftOf(prompt, scenario, 0)).toBeUndefined()
})
