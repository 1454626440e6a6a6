import { expect, it } from 'vitest'
import { problemLines } from './problem-lines.ts'

const problem = (count: number, message: string, code: number) => ({ count, message, code, firstAt: 0, lastAt: 0 })

it('counts like failures together and shows their error code', () => {
  expect(
    problemLines([
      problem(1000, 'GET http://127.0.0.1:1/: refused', 1212),
      problem(2, 'Error: boom\n    at f (a.js:1:2)', 0),
    ]),
  ).toBe('\nfailures:\n  1,000 x GET http://127.0.0.1:1/: refused [1212]\n  2 x Error: boom\n      at f (a.js:1:2)\n')
})

it('says nothing when nothing failed, and how many kinds it left out', () => {
  expect(problemLines([])).toBe('')
  expect(problemLines(Array.from({ length: 12 }, (_, index) => problem(1, `kind ${index}`, 0)))).toContain(
    'and 2 other kinds',
  )
})
