const oneCellEach = /^[\u0020-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u25fd]*$/
const zeroWidth = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u
const segmenter: Intl.Segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What people see as one character. */
export const graphemesOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment)

const graphemeWidth = (grapheme: string): number => (zeroWidth.test(grapheme) ? 0 : wide.test(grapheme) ? 2 : 1)

/** How many terminal cells a text takes: CJK and emoji take two. */
export function cellWidth(text: string): number {
  if (oneCellEach.test(text)) return text.length
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment)
  return width
}

/** The longest beginning of a text that fits. */
export function cutToWidth(text: string, width: number): string {
  if (oneCellEach.test(text)) return text.slice(0, Math.max(0, width))
  let cut = ''
  let used = 0
  for (const { segment } of segmenter.segment(text)) {
    used += graphemeWidth(segment)
    if (used > width) break
    cut += segment
  }
  return cut
}
