/** TCP connections of the run to one address and port: each takes a local port, and keeps it for a while once it is closed. */
export interface ConnectionCount {
  /** `10.0.0.5:80`, `[::1]:443`. */
  readonly destination: string
  readonly open: number
  /** Ever, failed attempts not counted. */
  readonly opened: number
  /** Local addresses they come from: each has all ports to itself. */
  readonly sources: number
}

/** The same of several workers together. */
export function addConnections(all: readonly (readonly ConnectionCount[])[]): readonly ConnectionCount[] {
  const sums = new Map<string, ConnectionCount>()
  for (const { destination, open, opened, sources } of all.flat()) {
    const before = sums.get(destination)
    sums.set(destination, {
      destination,
      open: open + (before?.open ?? 0),
      opened: opened + (before?.opened ?? 0),
      sources: Math.max(sources, before?.sources ?? 0),
    })
  }
  return [...sums.values()]
}
