/**
 * Who takes which of the things counted 0, 1, 2 … (arrivals, VUs, shared iterations). A pattern of `cycle` places repeats for ever;
 * this instance owns the places in `positions` and gives its n-th thing to worker n mod `workers`. All stripes of one sequence
 * together take everything once, and each knows its own without asking.
 */
export interface Stripe {
  readonly cycle: number
  /** Ascending, each below `cycle`. */
  readonly positions: Int32Array
  readonly worker: number
  readonly workers: number
}

export const wholeStripe: Stripe = { cycle: 1, positions: Int32Array.of(0), worker: 0, workers: 1 }

/** The share of worker `worker` (0-based) of `workers` equal ones inside `stripe`; of the whole it is worker, worker + workers, … */
export const workerStripe = (stripe: Stripe, worker: number, workers: number): Stripe => ({
  cycle: stripe.cycle,
  positions: stripe.positions,
  worker: stripe.worker + worker * stripe.workers,
  workers: stripe.workers * workers,
})

/** The place in the whole of the n-th (0-based) thing of this stripe. */
export function indexAt(stripe: Stripe, n: number): number {
  const { cycle, positions, worker, workers } = stripe
  const own = worker + n * workers
  const round = Math.floor(own / positions.length)
  return round * cycle + (positions[own - round * positions.length] ?? 0)
}

/** How many of the first `total` things of the whole are this stripe's: its exact share of `total` VUs or iterations. */
export function countBelow(stripe: Stripe, total: number): number {
  const { cycle, positions, worker, workers } = stripe
  if (total === Infinity) return Infinity
  const rounds = Math.floor(total / cycle)
  const own = rounds * positions.length + lowerBound(positions, total - rounds * cycle)
  return own > worker ? Math.ceil((own - worker) / workers) : 0
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
