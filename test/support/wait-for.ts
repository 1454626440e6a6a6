import type { Store } from '../../src/base/store.ts'

/** Resolves with the first state of which `holds` is true. */
export function waitFor<S>(store: Store<S>, holds: (state: S) => boolean): Promise<S> {
  return new Promise((resolve) => {
    let unsubscribe: () => void = () => undefined
    const look = (): void => {
      const state = store.get()
      if (!holds(state)) return
      unsubscribe()
      resolve(state)
    }
    unsubscribe = store.subscribe(look)
    look()
  })
}
