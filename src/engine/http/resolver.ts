import { lookup, type LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import type { Clock } from '../../base/clock.ts'
import type { Rng } from '../../base/rng.ts'
import type { Millis } from '../../base/units.ts'
import type { DnsConfig } from '../config/run-config.ts'
import { type Cause, lookupFailure, noSuchHost } from './failures.ts'

/** Called once: at once when the answer is known, else later. */
export type Resolved = (failure: Cause | undefined, address: string) => void

/** getaddrinfo, or a stand-in for tests. */
export type SystemLookup = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, all: readonly LookupAddress[]) => void,
) => void

const systemLookup: SystemLookup = (hostname, done) => lookup(hostname, { all: true, order: 'verbatim' }, done)

interface Cached {
  readonly addresses: readonly string[]
  readonly at: Millis
  turn: number
}

/** Names to addresses for all VUs of a worker, with k6's cache, policy and selection. */
export class Resolver {
  readonly #config: DnsConfig
  readonly #clock: Clock
  readonly #rng: Rng
  readonly #lookup: SystemLookup
  readonly #cache = new Map<string, Cached>()
  readonly #waiting = new Map<string, Resolved[]>()

  constructor(config: DnsConfig, clock: Clock, rng: Rng = Math.random, lookup: SystemLookup = systemLookup) {
    this.#config = config
    this.#clock = clock
    this.#rng = rng
    this.#lookup = lookup
  }

  resolve(hostname: string, done: Resolved): void {
    if (isIP(hostname) !== 0) return done(undefined, hostname)
    const cached = this.#cache.get(hostname)
    if (cached !== undefined && this.#isFresh(cached)) return this.#answer(cached, done)
    if (isLocalhost(hostname)) return this.#answer(this.#remember(hostname, ['127.0.0.1', '::1']), done)
    const waiting = this.#waiting.get(hostname)
    if (waiting !== undefined) {
      waiting.push(done)
      return
    }
    this.#waiting.set(hostname, [done])
    this.#lookup(hostname, (error, all) => this.#looked(hostname, error, all))
  }

  #isFresh(cached: Cached): boolean {
    return this.#clock.now() < cached.at + this.#config.ttl
  }

  #looked(hostname: string, error: NodeJS.ErrnoException | null, all: readonly LookupAddress[]): void {
    const waiting = this.#waiting.get(hostname) ?? []
    this.#waiting.delete(hostname)
    if (error !== null) {
      const failure = lookupFailure(error, hostname)
      for (const done of waiting) done(failure, '')
      return
    }
    const entry = this.#remember(
      hostname,
      all.map(({ address }) => address),
    )
    for (const done of waiting) this.#answer(entry, done)
  }

  #remember(hostname: string, all: readonly string[]): Cached {
    const entry = {
      addresses: this.#allowed(all),
      at: this.#clock.now(),
      turn: this.#cache.get(hostname)?.turn ?? 0,
    }
    this.#cache.set(hostname, entry)
    return entry
  }

  #allowed(all: readonly string[]): readonly string[] {
    const four = all.filter((address) => isIP(address) === 4)
    const six = all.filter((address) => isIP(address) === 6)
    switch (this.#config.policy) {
      case 'any':
        return all
      case 'onlyIPv4':
        return four
      case 'onlyIPv6':
        return six
      case 'preferIPv4':
        return four.length > 0 ? four : six
      case 'preferIPv6':
        return six.length > 0 ? six : four
    }
  }

  #answer(entry: Cached, done: Resolved): void {
    const address = entry.addresses[this.#pick(entry)]
    if (address === undefined) done(noSuchHost, '')
    else done(undefined, address)
  }

  #pick(entry: Cached): number {
    switch (this.#config.select) {
      case 'first':
        return 0
      case 'random':
        return Math.floor(this.#rng() * entry.addresses.length)
      case 'roundRobin': {
        const turn = entry.turn
        entry.turn += 1
        return turn % entry.addresses.length
      }
    }
  }
}

/** RFC 6761: such names are loopback, no resolver needs to be asked. */
const isLocalhost = (hostname: string): boolean => hostname === 'localhost' || hostname.endsWith('.localhost')
