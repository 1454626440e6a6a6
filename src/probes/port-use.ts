import type { PortRange, PortUse, SocketReading } from '../base/host-reading.ts'

/** The connections of this process to one destination, as it counts them itself. */
export interface DestinationUse {
  /** `10.0.0.5:80`, `[::1]:443`. */
  readonly destination: string
  readonly open: number
  /** Closed within the last second, and within the last minute. */
  readonly closedInSecond: number
  readonly closedInMinute: number
  /** Local addresses they come from: each has all ports to itself. */
  readonly sources: number
}

/**
 * How many of the local ports are taken. A connection that this side closed keeps its port in TIME_WAIT for a minute, or for a second
 * where the kernel may use such ports again. Which side closed is not known, so the minute's closed ones count as far as this machine
 * has sockets in TIME_WAIT at all.
 */
export function portUse(use: DestinationUse, ports: PortRange, sockets: SocketReading | undefined): PortUse {
  const { destination, open, sources } = use
  const isReused = ports.reuse === 'always' || (ports.reuse === 'loopback' && isLoopback(destination))
  const closed = isReused ? use.closedInSecond : use.closedInMinute
  const timeWait = Math.min(closed, sockets?.timeWait ?? closed)
  return { destination, used: open + timeWait, timeWait, range: (ports.last - ports.first + 1) * sources }
}

/** Whether a destination, `address:port`, is this machine itself by its loopback address. */
export const isLoopback = (destination: string): boolean => /^(?:127\.|\[::1\]:|\[::ffff:127\.)/.test(destination)
