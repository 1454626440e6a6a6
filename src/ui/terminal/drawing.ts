import type { Store } from '../../base/store.ts'
import type { Millis } from '../../base/units.ts'
import { frameBytes } from './frame-bytes.ts'

export interface DrawingParts {
  /** What a frame is made from: when any of it changes the next one is due. */
  readonly sources: readonly Store<unknown>[]
  /** Every row of the terminal, as it gets it. */
  readonly paint: () => readonly string[]
  readonly write: (bytes: string) => void
  readonly now: () => Millis
  /** Called with what makes a frame and writes it. */
  readonly measure: (draw: () => void) => void
}

/** Keys are echoed within this; what the run shows comes more slowly by itself. */
const leastBetweenFrames: Millis = 100

/** Puts the rows on the terminal, those that changed, and never more often than people see. */
export class Drawing {
  readonly #parts: DrawingParts
  readonly #subscriptions: readonly (() => void)[]
  #rows: readonly string[] | undefined
  #drawnAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined

  constructor(parts: DrawingParts) {
    this.#parts = parts
    this.#subscriptions = parts.sources.map(({ subscribe }) => subscribe(this.#changed))
    this.#draw()
  }

  /** The next frame takes nothing on the terminal for granted: its size is another, or somebody else wrote to it. */
  forget(): void {
    this.#rows = undefined
    this.#changed()
  }

  stop(): void {
    clearTimeout(this.#timer)
    for (const unsubscribe of this.#subscriptions) unsubscribe()
  }

  /** Many changes at once, as from a key that is held, make one frame. */
  readonly #changed = (): void => {
    if (this.#timer !== undefined) return
    const rest = this.#drawnAt + leastBetweenFrames - this.#parts.now()
    this.#timer = setTimeout(this.#draw, Math.max(0, rest))
  }

  readonly #draw = (): void => {
    this.#timer = undefined
    this.#drawnAt = this.#parts.now()
    this.#parts.measure(this.#drawRows)
  }

  readonly #drawRows = (): void => {
    const rows = this.#parts.paint()
    const bytes = frameBytes(this.#rows, rows)
    this.#rows = rows
    if (bytes !== '') this.#parts.write(bytes)
  }
}
