/** A stretch of the source, by its offsets. */
export interface Slice {
  readonly start: number
  readonly end: number
}

/** New text that stack traces do not show: it stands for nothing the user wrote. */
export interface Hidden {
  readonly hidden: string
}

/** A place whose position in the new text is wanted, by its number. */
export interface Mark {
  readonly mark: number
}

type Part = string | Slice | Hidden | Mark

/** Text put together from pieces of the source and new text; what is pushed to a rope later is part of it, too. */
export type Rope = (Part | Rope)[]

/** A piece of the source, or of hidden text, and where in the new text it came to stand. */
export interface Placed {
  readonly at: number
  /** Undefined for hidden text. */
  readonly from: Slice | undefined
}

export interface Flat {
  readonly code: string
  readonly placed: readonly Placed[]
  /** The offset of each mark in the new text. */
  readonly marks: readonly number[]
}

export function flatten(rope: Rope, source: string): Flat {
  const texts: string[] = []
  const placed: Placed[] = []
  const marks: number[] = []
  let length = 0
  const add = (text: string): void => {
    texts.push(text)
    length += text.length
  }
  const append = (part: Part | Rope): void => {
    if (typeof part === 'string') add(part)
    else if (Array.isArray(part)) for (const inner of part) append(inner)
    else if ('mark' in part) marks[part.mark] = length
    else if ('hidden' in part) {
      placed.push({ from: undefined, at: length })
      add(part.hidden)
    } else if (part.start < part.end) {
      placed.push({ from: part, at: length })
      add(source.slice(part.start, part.end))
    }
  }
  append(rope)
  return { code: texts.join(''), placed, marks }
}

/** Pieces of the source that touch become one. */
export function joined(rope: Rope): Rope {
  const parts: Rope = []
  const append = (part: Part | Rope): void => {
    const last = parts.at(-1)
    if (Array.isArray(part) && part.length === 1 && part[0] !== undefined) append(part[0])
    else if (isSlice(part) && last !== undefined && isSlice(last) && last.end === part.start) {
      parts[parts.length - 1] = { start: last.start, end: part.end }
    } else if (!isSlice(part) || part.start < part.end) parts.push(part)
  }
  for (const part of rope) append(part)
  return parts
}

const isSlice = (part: Part | Rope): part is Slice => typeof part === 'object' && 'start' in part
