/** RFC 9110, 5.6.2. */
const token = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/

/** A script uses few words, over and over; one that makes them up must not fill the memory. */
const MOST_KNOWN = 1000
const known = new Set<string>()

/** Whether a method or the name of a header can be written down. */
export function isToken(text: string): boolean {
  if (known.has(text)) return true
  if (!token.test(text)) return false
  if (known.size < MOST_KNOWN) known.add(text)
  return true
}
