import type { Share } from '../../base/units.ts'

/**
 * Share of random arrivals that find all places taken, where none can wait (Erlang's loss formula B). `erlangs`: arrivals per mean
 * time that a place is taken. By the recursion 1/B(n) = 1 + n / (a B(n - 1)); a broken number of places begins with Rapp's parabola
 * through its first values (Rapp, Ericsson Technics 1964).
 */
export function lossShare(places: number, erlangs: number): Share {
  const rest = places - Math.floor(places)
  let share = rappParabola(rest, erlangs)
  for (let n = 1; n <= Math.floor(places); n += 1) share = (erlangs * share) / (rest + n + erlangs * share)
  return share
}

/** B for 0 to 1 places. */
function rappParabola(places: number, erlangs: number): Share {
  const d = (1 + erlangs) ** 2 + erlangs
  return 1 - (places * (erlangs + 2)) / d + places ** 2 / ((1 + erlangs) * d)
}
