import type { Millis, PerSecond } from '../base/units.ts'

/**
 * With n inside and rates X(n) past their peak, X(n) = load has a second root; a fluctuation beyond it does not come back. How long
 * that takes on average is a first passage time of a chain that steps at arrivals: one in, then the departures of one gap.
 */
interface Chain {
  readonly load: PerSecond
  /** p(from, k): the chance of k departures within one gap between arrivals, starting with `from` inside. */
  readonly departures: (from: number) => readonly number[]
}

/**
 * Departures in one gap of 1 / load, a pure death process with rates X(n), by uniformisation: with R = max X the number of
 * potential departures is Poisson(R / load), each of them real with the chance X(n) / R.
 */
export function deathChain(throughput: (n: number) => PerSecond, peak: PerSecond, load: PerSecond): Chain {
  const mean = peak / load
  const departures = (from: number): readonly number[] => {
    let current = [1, ...Array.from({ length: from }, () => 0)]
    let weight = Math.exp(-mean)
    const sum = current.map((share) => share * weight)
    for (let jumps = 1; jumps < mean + 12 * Math.sqrt(mean) + 20; jumps += 1) {
      current = current.map((share, gone) => {
        const stays = 1 - (gone < from ? throughput(from - gone) / peak : 0)
        const comes = gone > 0 ? throughput(from - gone + 1) / peak : 0
        return share * stays + (current[gone - 1] ?? 0) * comes
      })
      weight *= mean / jumps
      current.forEach((share, gone) => (sum[gone] = (sum[gone] ?? 0) + share * weight))
    }
    return sum
  }
  return { load, departures }
}

/**
 * Mean time until more than `limit` are inside, starting empty, with evenly spaced arrivals. The chain climbs one at a time, so with
 * U(n) the mean steps from 0 up to n:  U(n + 1) - U(n) = (1 + sum over j of p(n -> j) (U(n) - U(j))) / p(n -> n + 1).
 */
export function meanTimeToPass(limit: number, { load, departures }: Chain): Millis {
  const upTo = [0]
  for (let n = 0; n <= limit; n += 1) {
    const here = upTo[n] ?? 0
    const shares = departures(n + 1)
    const fallBack = shares.reduce(
      (sum, share, gone) => sum + (gone === 0 ? 0 : share * (here - (upTo[n + 1 - gone] ?? 0))),
      0,
    )
    upTo.push(here + (1 + fallBack) / (shares[0] ?? 0))
  }
  return ((upTo.at(-1) ?? 0) * 1000) / load
}

export interface Collapse {
  readonly cap: number
  readonly peak: PerSecond
  readonly dwell: Millis
}

/** The largest n at which the target still keeps up with the load. */
function upperRoot(throughput: (n: number) => PerSecond, load: PerSecond, cap: number): number {
  for (let n = cap; n > 0; n -= 1) if (throughput(n) >= load) return n
  return 0
}

/** The highest evenly spaced load that is carried for `dwell` on average before it collapses, to a tenth per second. */
export function sustainableLoad(throughput: (n: number) => PerSecond, { cap, peak, dwell }: Collapse): PerSecond {
  let [carried, collapses] = [throughput(cap), peak]
  while (collapses - carried > 0.1) {
    const load = (carried + collapses) / 2
    // At the root itself as many come back as go on; at twice the root none comes back.
    const limit = Math.min(cap - 1, 2 * upperRoot(throughput, load, cap))
    const time = meanTimeToPass(limit, deathChain(throughput, peak, load))
    if (time >= dwell) carried = load
    else collapses = load
  }
  return carried
}
