/** How many files the process may have open at once, of /proc/self/limits. */
export function parseFileLimit(text: string): number | undefined {
  const match = /^Max open files\s+(\d+|unlimited)/m.exec(text)
  if (match === null) return undefined
  return match[1] === 'unlimited' ? Number.POSITIVE_INFINITY : Number(match[1])
}
