import type { Socket } from 'node:net'
import type { ConnectionCount } from '../metrics/connection-count.ts'

interface Tally {
  open: number
  opened: number
}

/** Counts the TCP connections of a worker by where they go. */
export class ConnectionBook {
  readonly #tallies = new Map<string, Tally>()
  readonly #sources: number

  /** `sources`: local addresses that connections may come from. */
  constructor(sources: number) {
    this.#sources = sources
  }

  opened(wire: Socket, address: string, port: number): void {
    const destination = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
    let tally = this.#tallies.get(destination)
    if (tally === undefined) this.#tallies.set(destination, (tally = { open: 0, opened: 0 }))
    const counted = tally
    counted.open += 1
    counted.opened += 1
    wire.once('close', () => {
      counted.open -= 1
    })
  }

  counts(): readonly ConnectionCount[] {
    return Array.from(this.#tallies, ([destination, { open, opened }]) => ({
      destination,
      open,
      opened,
      sources: this.#sources,
    }))
  }
}
