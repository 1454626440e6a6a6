import type { Millis } from '../../base/units.ts'
import type { ConnectionCount } from '../../engine/metrics/connection-count.ts'
import type { DestinationUse } from '../../probes/port-use.ts'

interface Seen {
  readonly at: Millis
  /** Connections closed since the run began. */
  readonly closed: number
}

const second: Millis = 1000
const minute: Millis = 60_000

/** How many connections were closed lately, by destination: their ports may not be free yet. */
export class ConnectionHistory {
  readonly #seen = new Map<string, Seen[]>()

  /** To be called about once a second. */
  add(at: Millis, counts: readonly ConnectionCount[]): readonly DestinationUse[] {
    return counts.map(({ destination, open, opened, sources }) => {
      const seen = this.#seen.get(destination) ?? []
      seen.push({ at, closed: opened - open })
      this.#seen.set(destination, newerThan(seen, at - minute))
      const closedSince = (since: Millis): number => opened - open - closedUntil(seen, since)
      const [closedInSecond, closedInMinute] = [closedSince(at - second), closedSince(at - minute)]
      return { destination, open, closedInSecond, closedInMinute, sources }
    })
  }
}

/** One that is older stays: it tells what was closed until then. */
function newerThan(seen: Seen[], since: Millis): Seen[] {
  const first = seen.findLastIndex(({ at }) => at <= since)
  return first > 0 ? seen.slice(first) : seen
}

const closedUntil = (seen: readonly Seen[], at: Millis): number => seen.findLast((each) => each.at <= at)?.closed ?? 0
