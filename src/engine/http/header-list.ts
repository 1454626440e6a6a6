/** One header as it is sent. */
export type Header = readonly [name: string, value: string]

/** In the order they are sent. */
export type HeaderList = readonly Header[]

const lowered = new Map<string, string>()

/** A script uses few names, over and over; one that makes them up must not fill the memory. */
export function lowerName(name: string): string {
  const known = lowered.get(name)
  if (known !== undefined) return known
  const lower = name.toLowerCase()
  if (lowered.size < 1000) lowered.set(name, lower)
  return lower
}

/** `name` in lower case. */
export function hasHeader(headers: HeaderList, name: string): boolean {
  for (const header of headers) if (lowerName(header[0]) === name) return true
  return false
}

/** Leaves out the names in the set, which are in lower case. */
export const withoutHeaders = (headers: HeaderList, names: ReadonlySet<string>): HeaderList =>
  headers.filter(([name]) => !names.has(lowerName(name)))
