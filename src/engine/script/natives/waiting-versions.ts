import { arrayVersions } from './array.ts'
import { builtIn, type WaitingVersion } from './ask.ts'
import { collectionVersions } from './collections.ts'
import { textVersions } from './text.ts'

const direct: ReadonlyMap<unknown, WaitingVersion> = new Map([...arrayVersions, ...collectionVersions, ...textVersions])

/** `Array.prototype.forEach.call(list, fn)` is `list.forEach(fn)`. */
const indirect: ReadonlyMap<unknown, WaitingVersion> = new Map<unknown, WaitingVersion>([
  [builtIn(Function.prototype, 'call'), (fn, [self, ...args]) => direct.get(fn)?.(self, args)],
  [builtIn(Function.prototype, 'apply'), (fn, [self, args]) => direct.get(fn)?.(self, listOf(args))],
  [builtIn(Reflect, 'apply'), (_, [fn, self, args]) => direct.get(fn)?.(self, listOf(args))],
])

const listOf = (args: unknown): unknown[] => (args == null ? [] : Array.from(args as ArrayLike<unknown>))

/** By the built-in function: how to do the same with a callback that may block. */
export const waitingVersions: ReadonlyMap<unknown, WaitingVersion> = new Map([...direct, ...indirect])
