import { expect, it } from 'vitest'
import { didYouMean, nearest } from './suggest.ts'

const known = ['vus', 'duration', 'iterations', 'preAllocatedVUs', 'maxVUs']

it.each([
  ['iteratons', 'iterations'],
  ['preAllocatedVus', 'preAllocatedVUs'],
  ['MAXVUS', 'maxVUs'],
  ['durtaion', 'duration'],
  ['vu', 'vus'],
])('takes %s for %s', (word, meant) => {
  expect(nearest(word, known)).toBe(meant)
})

it.each(['elephant', 'x', ''])('has no idea what %j should be', (word) => {
  expect(nearest(word, known)).toBeUndefined()
})

it('prefers the closest of several near words', () => {
  expect(nearest('rate', ['date', 'rates', 'rate'])).toBe('rate')
})

it('says it as the end of a sentence, or nothing', () => {
  expect(didYouMean('duratio', known)).toBe('; did you mean "duration"?')
  expect(didYouMean('elephant', known)).toBe('')
})
