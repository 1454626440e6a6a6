import { useSyncExternalStore } from 'react'
import type { Store } from '../../base/store.ts'

/** Draws again when the selected part of the store changes. */
export const useStore = <S, T>(store: Store<S>, select: (state: S) => T): T =>
  useSyncExternalStore(store.subscribe, () => select(store.get()))
