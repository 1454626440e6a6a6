import type { Millis } from '../../base/units.ts'
import type { Connection } from './connection.ts'

/** Connections opened together should not be closed together: each lives a tenth longer or shorter. */
const SPREAD = 0.1
/** Times in ms, taken by the golden ratio, fall evenly, however close to each other they are. */
const SCATTER = 61.803_398_874_989_48

/** How old a connection becomes that was opened then. */
export function lifetimeOf(openedAt: Millis, maxAge: Millis): Millis {
  const turn = (openedAt * SCATTER) % 1
  return maxAge * (1 - SPREAD + 2 * SPREAD * turn)
}

/** Whether it should serve no new request. One that is not open yet has no age. */
export function isTooOld({ route }: Connection, maxAge: Millis | undefined, now: Millis): boolean {
  if (maxAge === undefined || route === undefined) return false
  return now - route.connectDone >= lifetimeOf(route.connectDone, maxAge)
}
