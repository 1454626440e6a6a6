import { createStore, type Store } from '../../base/store.ts'

/** The rows as the terminal gets them. Changes only when a row has changed: a frame that looks the same costs nothing. */
export interface Painted {
  readonly rows: Store<readonly string[]>
  readonly stop: () => void
}

export function paintOnChange(sources: readonly Store<unknown>[], paint: () => readonly string[]): Painted {
  const rows = createStore(paint())
  const repaint = (): void => {
    const next = paint()
    if (!isSame(rows.get(), next)) rows.set(next)
  }
  const subscriptions = sources.map(({ subscribe }) => subscribe(repaint))
  return {
    rows,
    stop: () => {
      for (const unsubscribe of subscriptions) unsubscribe()
    },
  }
}

const isSame = (before: readonly string[], after: readonly string[]): boolean =>
  before.length === after.length && before.every((row, index) => row === after[index])
