import { ask, builtIn, type Callback, isCallback, type WaitingVersion } from './ask.ts'

type Collection = ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>

/** Entries that are added meanwhile have their turn, too, as in the built-in. */
function* forEach(all: Collection, fn: Callback, self: unknown): Generator<unknown, undefined, unknown> {
  for (const [key, value] of all.entries()) yield* ask(fn, self, [value, key, all])
}

const version: WaitingVersion = (self, [fn, thisArg]) =>
  isCallback(fn) && (self instanceof Map || self instanceof Set) ? forEach(self, fn, thisArg) : undefined

export const collectionVersions: readonly (readonly [unknown, WaitingVersion])[] = [
  [builtIn(Map.prototype, 'forEach'), version],
  [builtIn(Set.prototype, 'forEach'), version],
]
