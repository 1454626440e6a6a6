import type { Millis, PerSecond } from '../../base/units.ts'

/** One workload as the closed model sees it; what is undefined is not stated. */
export interface LawTerms {
  readonly tps: PerSecond | undefined
  readonly users: number | undefined
  readonly response: Millis | undefined
  readonly think: Millis | undefined
}

export type LawTerm = keyof LawTerms

export type LawSolution =
  /** `found`: what was solved for; undefined when nothing was missing, or too much. */
  | { readonly kind: 'consistent'; readonly terms: LawTerms; readonly found: LawTerm | undefined }
  /** What is stated cannot all be true; `computed` is what the first term must be for the others to hold. */
  | { readonly kind: 'contradiction'; readonly term: LawTerm; readonly stated: number; readonly computed: number }

/** Users are whole people: half of one is rounding, and so is the last of three digits. */
const wholeUser = 0.5
const rounding = 0.01

const names: readonly LawTerm[] = ['tps', 'users', 'response', 'think']

/**
 * Completes TPS = users / (response time + think time), which is Little's law for users who go round between the system and a
 * pause: N = X (R + Z) (Denning and Buzen, Computing Surveys 10, 1978). One missing term is solved for; with two or more missing
 * the terms stay as they are, and with none missing they are checked against each other.
 */
export function solveLaw(terms: LawTerms): LawSolution {
  const missing = names.filter((name) => terms[name] === undefined)
  const [found] = missing
  if (found === undefined) return check(terms)
  if (missing.length > 1) return { kind: 'consistent', terms, found: undefined }
  const value = solveFor(found, terms)
  if (value > 0 || (found === 'think' && value > -rounding * (terms.response ?? 0)))
    return { kind: 'consistent', terms: { ...terms, [found]: Math.max(0, value) }, found }
  // What is left for the missing time is less than nothing: the other time is longer than users / TPS.
  const [other, stated] =
    found === 'think' ? (['response', terms.response] as const) : (['think', terms.think] as const)
  return { kind: 'contradiction', term: other, stated: stated ?? 0, computed: intervalOf(terms) }
}

/** Time from one request of a user to his next, ms. */
const intervalOf = ({ users = 0, tps = 0 }: Partial<LawTerms>): Millis => ((users ?? 0) / (tps ?? 0)) * 1000

function solveFor(term: LawTerm, { tps = 0, users = 0, response = 0, think = 0 }: LawTerms): number {
  switch (term) {
    case 'tps':
      return tpsOf(users, response + think)
    case 'users':
      return (tps * (response + think)) / 1000
    case 'response':
      return intervalOf({ users, tps }) - think
    case 'think':
      return intervalOf({ users, tps }) - response
  }
}

/** Throughput of so many users, each of whom sends a request every `interval` ms. */
export const tpsOf = (users: number, interval: Millis): PerSecond => (users * 1000) / interval

function check(terms: LawTerms): LawSolution {
  const { users = 0, tps = 0 } = terms
  const needed = solveFor('users', terms)
  if (Math.abs(needed - users) <= Math.max(wholeUser, rounding * users))
    return { kind: 'consistent', terms, found: undefined }
  return { kind: 'contradiction', term: 'tps', stated: tps, computed: solveFor('tps', terms) }
}
