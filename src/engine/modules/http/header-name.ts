const tokens = new Map<string, string>()
const token = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/

/** Go's canonical form of a header's name: `content-type` -> `Content-Type`. What is no token is left as it is. */
export function canonicalName(name: string): string {
  const known = tokens.get(name)
  if (known !== undefined) return known
  const canonical = token.test(name)
    ? name.toLowerCase().replaceAll(/(?:^|-)[a-z]/g, (start) => start.toUpperCase())
    : name
  // Servers use few names; one that makes them up must not fill the memory.
  if (tokens.size < 1000) tokens.set(name, canonical)
  return canonical
}
