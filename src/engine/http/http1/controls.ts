const TAB = 9
const DELETE = 127

/** Has a character that stands in no line of HTTP: it would end the line, or mean something to a terminal. */
export function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if ((code < 32 && code !== TAB) || code === DELETE) return true
  }
  return false
}
