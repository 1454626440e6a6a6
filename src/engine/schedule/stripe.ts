/**
 * Who takes which of the things counted 0, 1, 2 … (arrivals, VUs, iterations): a pattern of `cycle` places that repeats for ever, of which
 * this stripe owns `positions`. The stripes of all workers of all instances together take everything once, and each knows its own
 * without asking.
 */
export interface Stripe {
  readonly cycle: number
  /** Ascending, each below `cycle`; empty = takes nothing. */
  readonly positions: Int32Array
}

export const wholeStripe: Stripe = { cycle: 1, positions: Int32Array.of(0) }

/** The place in the whole of the n-th (0-based) thing of this stripe; `Infinity` when it takes nothing. */
export function indexAt({ cycle, positions }: Stripe, n: number): number {
  if (positions.length === 0) return Infinity
  const round = Math.floor(n / positions.length)
  return round * cycle + (positions[n - round * positions.length] ?? 0)
}

/** How many of the first `total` things of the whole are this stripe's: its exact share of `total` VUs or iterations. */
export function countBelow({ cycle, positions }: Stripe, total: number): number {
  if (positions.length === 0) return 0
  if (total === Infinity) return Infinity
  const rounds = Math.floor(total / cycle)
  return rounds * positions.length + lowerBound(positions, total - rounds * cycle)
}

/** Of the things of `outer`, counted 0, 1, 2 … among themselves, those that `inner` takes. */
export function nestedStripe(outer: Stripe, inner: Stripe): Stripe {
  if (inner === wholeStripe) return outer
  if (outer === wholeStripe) return inner
  const size = outer.positions.length
  if (size === 0 || inner.positions.length === 0) return { cycle: 1, positions: new Int32Array(0) }
  // The pattern repeats when both do: after a number of the outer's things that is a multiple of both.
  const innerRounds = size / greatestCommonDivisor(size, inner.cycle)
  const positions = Int32Array.from({ length: innerRounds * inner.positions.length }, (_, n) =>
    indexAt(outer, indexAt(inner, n)),
  )
  return { cycle: ((innerRounds * inner.cycle) / size) * outer.cycle, positions }
}

/** The share of worker `worker` (0-based) of `workers` equal ones inside `stripe`; of the whole it is worker, worker + workers, … */
export const workerStripe = (stripe: Stripe, worker: number, workers: number): Stripe =>
  nestedStripe(stripe, { cycle: workers, positions: Int32Array.of(worker) })

export function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b]
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller]
  return larger
}

function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1
    else high = middle
  }
  return low
}
