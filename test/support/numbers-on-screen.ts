/** The number behind a word on the screen: `offered 520`; undefined when it is not there. */
export function numberAfter(screen: string, word: string): number | undefined {
  const match = new RegExp(`${word}\\s+([\\d.,]+)`).exec(screen)
  return match?.[1] === undefined ? undefined : Number(match[1].replaceAll(',', ''))
}
