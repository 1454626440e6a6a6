import type { Millis } from '../../../base/units.ts'
import type { IterationVu, ScenarioVus } from '../iteration-vu.ts'

/** A VU whose iterations end when the test says so, or at once. */
export class FakeVu implements IterationVu {
  readonly starts: (Millis | undefined)[] = []
  interrupts = 0
  #ended: ((vu: IterationVu) => void) | undefined
  readonly #endsAtOnce: boolean

  /** What the script computes before it first waits. */
  readonly #computesFor: Millis

  constructor(endsAtOnce: boolean, computesFor: Millis = 0) {
    this.#endsAtOnce = endsAtOnce
    this.#computesFor = computesFor
  }

  get isWorking(): boolean {
    return this.#ended !== undefined
  }

  readonly start = (due: Millis | undefined, ended: (vu: IterationVu) => void): void => {
    this.starts.push(due)
    this.#ended = ended
    const until = performance.now() + this.#computesFor
    while (performance.now() < until);
    if (this.#endsAtOnce) this.end()
  }

  readonly interrupt = (): void => {
    this.interrupts += 1
    this.#ended = undefined
  }

  end(): void {
    const ended = this.#ended
    this.#ended = undefined
    ended?.(this)
  }
}

/** A scenario's VUs that remember what became of them. */
export class FakeVus implements ScenarioVus {
  readonly made: FakeVu[] = []
  released = 0
  due = 0
  dropped = 0
  readonly warnings: number[] = []
  readonly #endsAtOnce: boolean
  readonly #computesFor: Millis

  constructor({
    endsAtOnce = false,
    computesFor = 0,
  }: { readonly endsAtOnce?: boolean; readonly computesFor?: Millis } = {}) {
    this.#endsAtOnce = endsAtOnce
    this.#computesFor = computesFor
  }

  get started(): number {
    return this.made.reduce((sum, vu) => sum + vu.starts.length, 0)
  }

  get busy(): FakeVu[] {
    return this.made.filter((vu) => vu.isWorking)
  }

  readonly acquire = (): IterationVu => {
    const vu = new FakeVu(this.#endsAtOnce, this.#computesFor)
    this.made.push(vu)
    return vu
  }
  readonly release = (): void => {
    this.released += 1
  }
  readonly countDue = (count: number): void => {
    this.due += count
  }
  readonly countDropped = (count: number): void => {
    this.dropped += count
  }
  readonly warnExhausted = (max: number): void => {
    this.warnings.push(max)
  }
}
