import { isAsyncFunction } from '../async-function.ts'
import { namespaceOf } from '../namespace.ts'
import { callWithoutWaiting, type ScriptFunction } from '../script-call.ts'
import type { ModuleFactory, Vu } from '../vu.ts'
import { sharedArray } from './shared-array.ts'
import { GoError } from '../go-error.ts'

function makeSharedArray(vu: Vu, name: string, fn: unknown): readonly unknown[] {
  if (vu.stage !== 'init') throw new GoError('new SharedArray must be called in the init context')
  if (name === '') throw new GoError("empty name provided to SharedArray's constructor")
  if (isAsyncFunction(fn)) {
    throw new GoError('SharedArray constructor does not support async functions as second argument')
  }
  if (typeof fn !== 'function') {
    throw new GoError("a function is expected as the second argument of SharedArray's constructor")
  }
  return sharedArray(vu.worker, name, () => elementsOf(fn as ScriptFunction))
}

function elementsOf(fn: ScriptFunction): string[] {
  const elements = callWithoutWaiting('SharedArray', fn)
  if (!Array.isArray(elements)) throw new GoError('only arrays can be made into SharedArray')
  // Not `map`, which skips holes.
  return Array.from(elements, (element) => JSON.stringify(element) ?? 'null')
}

export const data: ModuleFactory = (vu) =>
  namespaceOf({
    // Not an arrow function: scripts call it with `new`.
    SharedArray: function SharedArray(name: unknown, fn: unknown): readonly unknown[] {
      return makeSharedArray(vu, String(name), fn)
    },
  })
