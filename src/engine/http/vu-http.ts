import type { Clock } from '../../base/clock.ts'
import type { Millis } from '../../base/units.ts'
import type { Connection } from './connection.ts'
import type { Dialer } from './dialer.ts'
import { isTooOld } from './connection-age.ts'
import { type ConnectionHome, Http1Connection } from './http1/http1-connection.ts'
import type { HttpVu } from './http-vu.ts'
import type { Origin } from './request-url.ts'

export interface ConnectionLimits {
  /** Idle connections a VU keeps in all (k6: `batch`). */
  readonly idle: number
  /** Idle connections a VU keeps to one origin (k6: `batchPerHost`). */
  readonly idlePerOrigin: number
  /** False: a connection serves one request (k6: `noConnectionReuse`). */
  readonly reuses: boolean
  /** Older than about this, a connection serves no new request; undefined = for ever. */
  readonly maxAge: Millis | undefined
}

/**
 * The connections of one VU. An idle one is taken first; more are opened only while requests run in parallel. One HTTP/2
 * connection serves all requests to its origin.
 */
export class VuHttp implements ConnectionHome {
  readonly vu: HttpVu
  readonly clock: Clock
  readonly dialer: Dialer
  readonly localAddress: string | undefined
  readonly opening: Set<Http1Connection> = new Set()
  readonly #limits: ConnectionLimits
  /** Least recently used first. */
  #idle: Connection[] = []
  readonly #shared = new Map<string, Connection>()
  #willClose = false

  constructor(vu: HttpVu, dialer: Dialer, limits: ConnectionLimits, localAddress: string | undefined) {
    this.vu = vu
    this.clock = dialer.parts.clock
    this.dialer = dialer
    this.#limits = limits
    this.localAddress = localAddress
  }

  acquire(origin: Origin): Connection {
    return this.#sharedTo(origin) ?? this.#idleTo(origin) ?? new Http1Connection(origin, this)
  }

  #sharedTo({ key }: Origin): Connection | undefined {
    if (this.#shared.size === 0) return undefined
    const shared = this.#shared.get(key)
    if (shared?.isUsable !== true) return undefined
    if (!this.#isTooOld(shared)) return shared
    // Requests under way end on it.
    this.#shared.delete(key)
    if (shared.active === 0) shared.destroy()
    return undefined
  }

  #idleTo({ key }: Origin): Connection | undefined {
    const idle = this.#idle
    for (let at = idle.length - 1; at >= 0; at -= 1) {
      const connection = idle[at]
      if (connection?.origin.key !== key) continue
      if (at === idle.length - 1) idle.pop()
      else idle.splice(at, 1)
      if (!this.#isTooOld(connection)) return connection
      connection.destroy()
    }
    return undefined
  }

  #isTooOld(connection: Connection): boolean {
    const { maxAge } = this.#limits
    return maxAge !== undefined && isTooOld(connection, maxAge, this.clock.now())
  }

  /** An exchange on it ended. */
  release(connection: Connection): void {
    connection.leave()
    if (connection.active > 0) return
    if (!connection.isShared) this.#keepIdle(connection)
    else if (!connection.isUsable || this.#shared.get(connection.origin.key) !== connection) this.discard(connection)
  }

  /** Of several connections opened at once, before it was known that one is enough, the first serves all. */
  readonly adopt = (connection: Connection): Connection => {
    if (!this.#limits.reuses) return connection
    const { key } = connection.origin
    const known = this.#shared.get(key)
    if (known?.isUsable === true) {
      connection.destroy()
      return known
    }
    this.#shared.set(key, connection)
    for (const other of this.opening) if (other.origin.key === key) other.switchTo(connection)
    return connection
  }

  /** Nobody came to use it. */
  discardUnused(connection: Connection): void {
    if (connection.active === 0 && this.#shared.get(connection.origin.key) !== connection) connection.destroy()
  }

  /** It is in an unknown state, or has an exchange that nobody waits for any more. */
  discard(connection: Connection): void {
    if (this.#shared.get(connection.origin.key) === connection) this.#shared.delete(connection.origin.key)
    connection.destroy()
  }

  /** `noVUConnectionReuse`: asked for at every call, done once. */
  closeIdleAtIterationEnd(): void {
    if (this.#willClose) return
    this.#willClose = true
    this.vu.onIterationEnd(() => {
      this.#willClose = false
      this.closeIdle()
    })
  }

  /** Connections in use are kept. */
  closeIdle(): void {
    for (const connection of this.#idle) connection.destroy()
    this.#idle = []
    for (const [key, connection] of this.#shared) {
      if (connection.active > 0) continue
      connection.destroy()
      this.#shared.delete(key)
    }
  }

  #keepIdle(connection: Connection): void {
    const { idle, idlePerOrigin } = this.#limits
    let same = 0
    for (const other of this.#idle) if (other.origin.key === connection.origin.key) same += 1
    if (same >= idlePerOrigin) {
      connection.destroy()
      return
    }
    this.#idle.push(connection)
    if (this.#idle.length > idle) this.#idle.shift()?.destroy()
  }
}
