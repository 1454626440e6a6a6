import type { Millis } from '../../base/units.ts'

/** The pauses of a run, in order. */
export class PauseClock {
  readonly #pauses: { readonly from: Millis; readonly to: Millis }[] = []
  #since: Millis | undefined

  /** When the pause under way began. */
  get since(): Millis | undefined {
    return this.#since
  }

  begin(at: Millis): void {
    this.#since ??= at
  }

  /** Ends the pause under way; returns how long it was. */
  end(at: Millis): Millis {
    const from = this.#since ?? at
    this.#pauses.push({ from, to: at })
    this.#since = undefined
    return at - from
  }

  /** Time paused in [0, t]; `t` may lie before pauses that are over. */
  pausedBy(t: Millis): Millis {
    const within = (from: Millis, to: Millis): Millis => Math.max(0, Math.min(t, to) - from)
    const over = this.#pauses.reduce((sum, { from, to }) => sum + within(from, to), 0)
    return over + (this.#since === undefined ? 0 : within(this.#since, Infinity))
  }
}
