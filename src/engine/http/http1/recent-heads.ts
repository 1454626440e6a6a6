import type { Cause } from '../failures.ts'
import { parseResponseHead, type ResponseHead } from './response-head.ts'

/** How many are kept. One server's answers within a second differ little: by status and by what is asked for. */
const MOST = 8
/** Longer ones are not kept. Characters. */
const LONGEST = 16_384

interface Known {
  readonly text: string
  readonly head: ResponseHead | Cause
}

/**
 * Heads that were read lately, by any connection of the thread: most are the same as one before, but for the date, which changes
 * every second. Kept by each connection they would be read anew for each of ten thousand VUs every second.
 */
export class RecentHeads {
  /** Latest first. */
  readonly #known: Known[] = []

  /** What a head says. The same text gives the same object while it is kept. */
  read(text: string): ResponseHead | Cause {
    return this.#find(text) ?? this.#add({ text, head: parseResponseHead(text) })
  }

  /** Whether the text is known to be a whole head. */
  has(text: string): boolean {
    return this.#find(text) !== undefined
  }

  #find(text: string): ResponseHead | Cause | undefined {
    const known = this.#known
    if (known[0]?.text === text) return known[0].head
    const at = known.findIndex((one) => one.text === text)
    const found = known[at]
    if (found === undefined) return undefined
    known.splice(at, 1)
    known.unshift(found)
    return found.head
  }

  #add(made: Known): ResponseHead | Cause {
    if (made.text.length <= LONGEST) {
      if (this.#known.length >= MOST) this.#known.pop()
      this.#known.unshift(made)
    }
    return made.head
  }
}
