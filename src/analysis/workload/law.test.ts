import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type LawTerm, type LawTerms, solveLaw } from './law.ts'

const amount = fc.double({ min: 0.01, max: 1e4, noNaN: true })
const times = fc.record({
  response: fc.double({ min: 1, max: 1e5, noNaN: true }),
  think: fc.double({ min: 0, max: 1e5, noNaN: true }),
})
const terms: readonly LawTerm[] = ['tps', 'users', 'response', 'think']

const consistent = fc
  .tuple(amount, times)
  .map(([tps, { response, think }]): LawTerms => ({ tps, response, think, users: (tps * (response + think)) / 1000 }))

it.each(terms)('finds the %s that was taken away', (term) => {
  fc.assert(
    fc.property(consistent, (whole) => {
      const solution = solveLaw({ ...whole, [term]: undefined })
      expect(solution).toMatchObject({ kind: 'consistent', found: term })
      const found = solution.kind === 'consistent' ? (solution.terms[term] ?? Number.NaN) : Number.NaN
      // A time is the difference of two others: as exact as the longer of them.
      const scale =
        term === 'response' || term === 'think' ? (whole.response ?? 0) + (whole.think ?? 0) : (whole[term] ?? 0)
      expect(Math.abs(found - (whole[term] ?? 0))).toBeLessThanOrEqual(0.01 * scale)
    }),
  )
})

it('takes what fits for what it is', () => {
  fc.assert(
    fc.property(consistent, (whole) => {
      expect(solveLaw(whole)).toMatchObject({ kind: 'consistent', found: undefined })
    }),
  )
})

it('leaves alone what two missing terms leave open', () => {
  const open = { tps: 30, users: undefined, response: 200, think: undefined }
  expect(solveLaw(open)).toEqual({ kind: 'consistent', terms: open, found: undefined })
})

it('allows for users being whole people', () => {
  expect(solveLaw({ tps: 0.5, users: 2, response: 1000, think: 3800 }).kind).toBe('consistent')
})

it('says what the target would have to be', () => {
  expect(solveLaw({ tps: 20, users: 150, response: 1000, think: 4000 })).toEqual({
    kind: 'contradiction',
    term: 'tps',
    stated: 20,
    computed: 30,
  })
})

it('says when there is no time left to think in', () => {
  expect(solveLaw({ tps: 30, users: 20, response: 1000, think: undefined })).toMatchObject({
    kind: 'contradiction',
    term: 'response',
    stated: 1000,
  })
})
