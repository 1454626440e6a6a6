import { ask, builtIn, type Callback, isCallback, type WaitingVersion } from './ask.ts'

type List = ArrayLike<unknown>
type Answers<T> = Generator<unknown, T, unknown>

const indexesUp = (list: List): number[] => Array.from({ length: lengthOf(list) }, (_, index) => index)
const lengthOf = (list: List): number => Math.max(Math.trunc(list.length) || 0, 0)

/** The indexes that are there when their turn comes: holes are passed over. */
function* present(list: List, indexes = indexesUp(list)): Generator<number> {
  for (const index of indexes) if (index in list) yield index
}

const at = (list: List, fn: Callback, self: unknown, index: number): Answers<unknown> =>
  ask(fn, self, [list[index], index, list])

function* forEach(list: List, fn: Callback, self: unknown): Answers<undefined> {
  for (const index of present(list)) yield* at(list, fn, self, index)
}

function* map(list: List, fn: Callback, self: unknown): Answers<unknown> {
  const result = created(list, lengthOf(list))
  for (const index of present(list)) define(result, index, yield* at(list, fn, self, index))
  return result
}

function* filter(list: List, fn: Callback, self: unknown): Answers<unknown> {
  const result = created(list, 0)
  let length = 0
  for (const index of present(list)) {
    const value = list[index]
    if (!(yield* ask(fn, self, [value, index, list]))) continue
    define(result, length, value)
    length += 1
  }
  return result
}

function* flatMap(list: List, fn: Callback, self: unknown): Answers<unknown> {
  const result = created(list, 0)
  let length = 0
  for (const index of present(list)) {
    const value = yield* at(list, fn, self, index)
    const parts: List = Array.isArray(value) ? value : [value]
    for (const part of present(parts)) {
      define(result, length, parts[part])
      length += 1
    }
  }
  return result
}

function* some(list: List, fn: Callback, self: unknown): Answers<boolean> {
  for (const index of present(list)) if (yield* at(list, fn, self, index)) return true
  return false
}

function* every(list: List, fn: Callback, self: unknown): Answers<boolean> {
  for (const index of present(list)) if (!(yield* at(list, fn, self, index))) return false
  return true
}

interface Found {
  readonly index: number
  readonly value: unknown
}

function* search(list: List, fn: Callback, self: unknown, indexes: readonly number[]): Answers<Found> {
  for (const index of indexes) {
    const value = list[index]
    if (yield* ask(fn, self, [value, index, list])) return { index, value }
  }
  return { index: -1, value: undefined }
}

const up = (list: List, fn: Callback, self: unknown): Answers<Found> => search(list, fn, self, indexesUp(list))
const down = (list: List, fn: Callback, self: unknown): Answers<Found> =>
  search(list, fn, self, indexesUp(list).toReversed())

function* find(list: List, fn: Callback, self: unknown): Answers<unknown> {
  return (yield* up(list, fn, self)).value
}

function* findIndex(list: List, fn: Callback, self: unknown): Answers<number> {
  return (yield* up(list, fn, self)).index
}

function* findLast(list: List, fn: Callback, self: unknown): Answers<unknown> {
  return (yield* down(list, fn, self)).value
}

function* findLastIndex(list: List, fn: Callback, self: unknown): Answers<number> {
  return (yield* down(list, fn, self)).index
}

function* fold(list: List, fn: Callback, indexes: number[], start: readonly unknown[]): Answers<unknown> {
  let [result] = start
  let isEmpty = start.length === 0
  for (const index of present(list, indexes)) {
    result = isEmpty ? list[index] : yield* ask(fn, undefined, [result, list[index], index, list])
    isEmpty = false
  }
  if (isEmpty) throw new TypeError('Reduce of empty array with no initial value')
  return result
}

type Version = (list: List, fn: Callback, self: unknown) => Answers<unknown>
type ListMethod = 'forEach' | 'map' | 'filter' | 'flatMap' | keyof typeof searches

const searches = { some, every, find, findIndex, findLast, findLastIndex }
const versions: Record<ListMethod, Version> = { forEach, map, filter, flatMap, ...searches }

const version =
  (steps: Version): WaitingVersion =>
  (self, [fn, thisArg]) =>
    self == null || !isCallback(fn) ? undefined : steps(Object(self) as List, fn, thisArg)

const folding =
  (order: (list: List) => number[]): WaitingVersion =>
  (self, [fn, ...start]) => {
    if (self == null || !isCallback(fn)) return undefined
    const list = Object(self) as List
    return fold(list, fn, order(list), start)
  }

const from: WaitingVersion = (self, [items, fn, thisArg]) => {
  if (items == null || !isCallback(fn) || !isConstructor(self)) return undefined
  return fromItems(self, items, fn, thisArg)
}

function* fromItems(make: new () => object, items: unknown, fn: Callback, self: unknown): Answers<unknown> {
  const result = new make()
  const isIterable = typeof Reflect.get(Object(items) as object, Symbol.iterator) === 'function'
  const source = isIterable ? (items as Iterable<unknown>) : Array.from(items as ArrayLike<unknown>)
  let length = 0
  for (const item of source) {
    define(result, length, yield* ask(fn, self, [item, length]))
    length += 1
  }
  Reflect.set(result, 'length', length)
  return result
}

const isConstructor = (value: unknown): value is new () => object => typeof value === 'function' && 'prototype' in value

/** The list that a method makes from another, of the same kind (ArraySpeciesCreate). */
function created(list: List, length: number): object {
  const Species = Array.isArray(list) ? speciesOf(list) : undefined
  return Species === undefined ? Array.from({ length }) : new Species(length)
}

function speciesOf(list: object): (new (length: number) => object) | undefined {
  const Kind: unknown = Reflect.get(list, 'constructor')
  if (Kind === Array || (typeof Kind !== 'function' && (typeof Kind !== 'object' || Kind === null))) return undefined
  const Species: unknown = Reflect.get(Kind, Symbol.species)
  return Species == null ? undefined : (Species as new (length: number) => object)
}

function define(list: object, index: number, value: unknown): void {
  Object.defineProperty(list, index, { value, writable: true, enumerable: true, configurable: true })
}

const typedArray: object = Object.getPrototypeOf(Uint8Array.prototype) as object

export const arrayVersions: readonly (readonly [unknown, WaitingVersion])[] = [
  ...Object.entries(versions).map(([name, steps]) => [builtIn(Array.prototype, name), version(steps)] as const),
  [builtIn(Array.prototype, 'reduce'), folding(indexesUp)],
  [builtIn(Array.prototype, 'reduceRight'), folding((list) => indexesUp(list).toReversed())],
  [builtIn(Array, 'from'), from],
  ...Object.entries({ forEach, ...searches }).map(
    ([name, steps]) => [builtIn(typedArray, name), version(steps)] as const,
  ),
]
