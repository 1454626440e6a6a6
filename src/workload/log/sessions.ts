import type { Millis } from '../../base/units.ts'
import type { LogEntry } from './log-entry.ts'

/** A user who does nothing for longer has left (30 minutes, as web analytics count sessions). */
const SESSION_END: Millis = 1_800_000
/** So many clients are followed at once; of more, every second, fourth, ... by chance. */
const MOST_CLIENTS = 50_000

/** Times from one request of a client to its next. */
export interface Gaps {
  count: number
  sum: Millis
  squares: number
}

interface Client {
  at: Millis
  route: number
}

/**
 * Follows clients (address and user agent) from request to request. The mean time between two requests of one session is the
 * request interval of the closed model: users = TPS x interval. Which clients are followed is a matter of chance once they are
 * too many, so that memory is bounded and the mean is not biased.
 */
export class Sessions {
  /** By a hash of address and user agent: two of 50,000 clients have the same one in one log of 7 million. */
  readonly #clients = new Map<number, Client>()
  readonly #gaps = new Map<number, Gaps>()
  /** Clients whose hash has these bits are not followed. */
  #mask = 0

  add({ client, agent, at }: Pick<LogEntry, 'client' | 'agent' | 'at'>, route: number): void {
    if (client === '' || client === '-') return
    const key = hashOf(client, agent)
    if ((key & this.#mask) !== 0) return
    const known = this.#clients.get(key)
    if (known === undefined) return this.#begin(key, at, route)
    const gap = at - known.at
    if (gap >= 0 && gap <= SESSION_END) this.#count(known.route, gap)
    known.at = at
    known.route = route
  }

  /** By the route of the first of both requests. */
  get gaps(): ReadonlyMap<number, Readonly<Gaps>> {
    return this.#gaps
  }

  /** Of how many clients one is followed. */
  get oneOf(): number {
    return this.#mask + 1
  }

  #begin(key: number, at: Millis, route: number): void {
    if (this.#clients.size >= MOST_CLIENTS) this.#makeRoom(at)
    this.#clients.set(key, { at, route })
  }

  #count(route: number, gap: Millis): void {
    let gaps = this.#gaps.get(route)
    if (gaps === undefined) this.#gaps.set(route, (gaps = { count: 0, sum: 0, squares: 0 }))
    gaps.count += 1
    gaps.sum += gap
    gaps.squares += gap * gap
  }

  /** Those who left go first; if that is not enough, half of all. */
  #makeRoom(now: Millis): void {
    for (const [key, { at }] of this.#clients) if (Math.abs(now - at) > SESSION_END) this.#clients.delete(key)
    while (this.#clients.size > MOST_CLIENTS / 2) {
      this.#mask = this.#mask * 2 + 1
      for (const key of this.#clients.keys()) if ((key & this.#mask) !== 0) this.#clients.delete(key)
    }
  }
}

/** Two runs of FNV-1a (Fowler, Noll, Vo) side by side, 53 bits together; the low ones are mixed well enough to sample by. */
function hashOf(client: string, agent: string): number {
  const text = client + agent
  let [low, high] = [0x811c9dc5, 0x01234567]
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca6b)
  }
  low = (low ^ (low >>> 15)) >>> 0
  return ((high ^ (high >>> 13)) & 0x1fffff) * 2 ** 32 + low
}
