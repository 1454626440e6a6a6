import type { Millis } from '../base/units.ts'
import type { CheckView } from './api.ts'
import { type SampleBook, splitCheckKey } from './metrics/sample-book.ts'

/** More rows than this say nothing to anybody: what is beyond them is one row together. */
const MOST_CHECKS = 1000
const OTHER_CHECKS = '(other checks)'

interface CheckedWindow {
  readonly to: Millis
  readonly book: Pick<SampleBook, 'checks'>
}

interface Figures {
  readonly passes: number
  readonly fails: number
  readonly failedAt: Millis | undefined
}

/** The checks of a run, second by second. What did not change keeps its identity. */
export class CheckTable {
  readonly #failedAt = new Map<string, Millis>()
  #list: readonly CheckView[] = []

  /** In the order in which they were first seen. */
  get views(): readonly CheckView[] {
    return this.#list
  }

  /** Takes the windows that closed, oldest first; they are in `totals` already. */
  update(totals: Pick<SampleBook, 'checks'>, closed: readonly CheckedWindow[]): void {
    for (const { to, book } of closed) this.#noteFailures(to, book)
    if (closed.every(({ book }) => book.checks.size === 0)) return
    const all = [...totals.checks].map(([key, { passes, total }]): CheckView => {
      const { group, check: name } = splitCheckKey(key)
      return { group, name, passes, fails: total - passes, failedAt: this.#failedAt.get(key) }
    })
    const shown = all.length <= MOST_CHECKS ? all : [...all.slice(0, MOST_CHECKS - 1), together(all)]
    this.#list = shown.map((view, index) => kept(this.#list[index], view))
  }

  #noteFailures(to: Millis, { checks }: CheckedWindow['book']): void {
    for (const [key, { passes, total }] of checks) if (passes < total) this.#failedAt.set(key, to)
  }
}

function together(all: readonly CheckView[]): CheckView {
  const none: Figures = { passes: 0, fails: 0, failedAt: undefined }
  const sum = all.slice(MOST_CHECKS - 1).reduce<Figures>(
    (sum, { passes, fails, failedAt }) => ({
      passes: sum.passes + passes,
      fails: sum.fails + fails,
      failedAt: laterOf(sum.failedAt, failedAt),
    }),
    none,
  )
  return { group: '', name: OTHER_CHECKS, ...sum }
}

const laterOf = (a: Millis | undefined, b: Millis | undefined): Millis | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)

const kept = (before: CheckView | undefined, now: CheckView): CheckView =>
  before !== undefined &&
  before.name === now.name &&
  before.group === now.group &&
  before.passes === now.passes &&
  before.fails === now.fails
    ? before
    : now
