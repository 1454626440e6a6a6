import type { Millis } from '../../base/units.ts'
import type { LoadChange } from '../config/load-change.ts'
import { applyChange, type LiveLoad } from '../executors/live-load.ts'

/** How one scenario's load stood before a change. */
export interface Before {
  readonly scenario: string
  readonly load: LiveLoad
  readonly isOverridden: boolean
}

/** What takes one command back. */
export type Undo =
  | { readonly kind: 'course'; readonly before: readonly Before[] }
  | { readonly kind: 'max-vus'; readonly scenario: string; readonly maxVUs: number }
  | { readonly kind: 'ramp'; readonly ramp: Millis }
  /** It cannot be taken back, and why. */
  | { readonly kind: 'final'; readonly said: string }

const MOST = 100

/** The changes that can still be taken back, the last first. Pauses move what they would go back to. */
export class UndoStack {
  #undos: Undo[] = []

  push(undo: Undo): void {
    this.#undos = [...this.#undos, undo].slice(-MOST)
  }

  pop(): Undo | undefined {
    return this.#undos.pop()
  }

  /** A pause, its end or a start by hand moves the former courses like the present ones. */
  move(scenario: string, change: LoadChange, at: Millis): void {
    this.#undos = this.#undos.map((undo) => {
      if (undo.kind !== 'course') return undo
      const before = undo.before.map((it) =>
        it.scenario === scenario ? { ...it, load: applyChange(it.load, change, at) } : it,
      )
      return { ...undo, before }
    })
  }
}
