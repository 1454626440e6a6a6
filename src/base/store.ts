/** A value that changes, and tells whoever asked that it did. */
export interface Store<S> {
  readonly get: () => S
  /** Returns the function that ends the subscription. */
  readonly subscribe: (changed: () => void) => () => void
}

export interface WritableStore<S> extends Store<S> {
  readonly set: (next: S) => void
}

export function createStore<S>(initial: S): WritableStore<S> {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set: (next) => {
      state = next
      for (const listener of listeners) listener()
    },
    subscribe: (changed) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
  }
}
