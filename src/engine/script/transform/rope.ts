/** A stretch of the source, by its offsets. */
export interface Slice {
  readonly start: number
  readonly end: number
}

/** Text put together from pieces of the source and new text; what is pushed to a rope later is part of it, too. */
export type Rope = (string | Slice | Rope)[]

/** A piece of the source and where in the new text it came to stand. */
export interface Placed extends Slice {
  readonly at: number
}

export function flatten(rope: Rope, source: string): { readonly code: string; readonly placed: readonly Placed[] } {
  const texts: string[] = []
  const placed: Placed[] = []
  let length = 0
  const append = (part: string | Slice | Rope): void => {
    if (Array.isArray(part)) {
      for (const inner of part) append(inner)
      return
    }
    const text = typeof part === 'string' ? part : source.slice(part.start, part.end)
    if (typeof part !== 'string' && text !== '') placed.push({ start: part.start, end: part.end, at: length })
    texts.push(text)
    length += text.length
  }
  append(rope)
  return { code: texts.join(''), placed }
}
