import { networkInterfaces } from 'node:os'
import type { ConnectionCount } from '../../engine/metrics/connection-count.ts'
import { isLoopback } from '../../probes/port-use.ts'

/** Whether a destination, `address:port`, is this machine. */
export function ownAddresses(): (destination: string) => boolean {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? [])
  const own = new Set(addresses.map((address) => (address.includes(':') ? `[${address}]` : address)))
  return (destination) => isLoopback(destination) || own.has(destination.slice(0, destination.lastIndexOf(':')))
}

/** Where most connections go. */
export const mainDestination = (connections: readonly ConnectionCount[]): string | undefined =>
  connections.toSorted((a, b) => b.opened - a.opened)[0]?.destination

export const portOf = (destination: string): number => Number(destination.slice(destination.lastIndexOf(':') + 1))
