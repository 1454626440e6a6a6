import type { LimitVerdict } from '../../src/analysis/verdict/limit-reading.ts'

/** A run whose limit is known, because it was made so. */
export interface VerdictCase {
  readonly name: string
  readonly side: 'generator' | 'target' | 'neither'
  /** What is right to say. */
  readonly right: readonly LimitVerdict[]
  readonly target: TargetSpec
  /** What one iteration does before its request, and after it with `answer`. */
  readonly before?: string
  readonly after?: string
  readonly load: LoadSpec
  /** Flags of `kneepoint run`. */
  readonly args?: readonly string[]
  /** Around the generator, and around the target: `taskset -c 0`. */
  readonly around?: readonly string[]
  readonly aroundTarget?: readonly string[]
  /** Both in a network of their own, in which these shell commands are run first. */
  readonly network?: readonly string[]
}

/** A model of `kneepoint target`, or a server of bench/verdict/servers. */
export type TargetSpec =
  | { readonly kind: 'model'; readonly args: readonly string[] }
  | { readonly kind: 'server'; readonly file: string; readonly args?: readonly string[] }

export interface LoadSpec {
  /** Arrivals per second, or VUs of a closed model. */
  readonly model: 'open' | 'closed'
  /** Each with its seconds. The first one is the target without load; without it the run begins in the middle. */
  readonly holds: readonly (readonly [load: number, seconds: number])[]
  readonly maxVUs?: number
}

export const model = (...args: readonly string[]): TargetSpec => ({ kind: 'model', args })
/** Never saturates. */
export const infinite = (serviceTime: string): TargetSpec => model('infinite', '--service-time', serviceTime)
export const open = (holds: LoadSpec['holds'], maxVUs = 500): LoadSpec => ({ model: 'open', holds, maxVUs })
export const closed = (holds: LoadSpec['holds']): LoadSpec => ({ model: 'closed', holds })

/** Holds the event loop for so many ms. */
export const burn = (ms: number): string => `const until = Date.now() + ${ms}; while (Date.now() < until);`
/** CPU whatever the clock says: so many ms for each, as long as nobody else has it. */
export const spin = (ms: number): string =>
  `let sum = 0; for (let i = 0; i < ${Math.round(ms * roundsOfMs)}; i += 1) sum += Math.sqrt(i)`

/** Rounds of that loop in 1 ms: the quickest of many tries, whatever else runs here. A million were 1 ms on one machine and 2.4 on another. */
const roundsOfMs = measureRounds()

function measureRounds(): number {
  const rounds = 100_000
  const tries = Array.from({ length: 100 }, () => {
    const begun = performance.now()
    if (sumOfRoots(rounds) < 0) throw new Error('never')
    return performance.now() - begun
  })
  return rounds / Math.min(...tries)
}

function sumOfRoots(rounds: number): number {
  let sum = 0
  for (let i = 0; i < rounds; i += 1) sum += Math.sqrt(i)
  return sum
}
