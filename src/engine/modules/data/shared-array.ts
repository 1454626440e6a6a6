import { freezeDeeply } from '../freeze-deeply.ts'
import type { WorkerContext } from '../vu.ts'
import { isSharedRecords, packRecords, RecordReader, type SharedRecords } from './shared-records.ts'

const refuse = (): never => {
  throw new TypeError('SharedArray is immutable')
}

/** `'12'` is 12; anything that is no array index is -1. */
function indexOf(key: string | symbol): number {
  if (typeof key === 'symbol') return -1
  const index = Number(key)
  return Number.isInteger(index) && index >= 0 && String(index) === key ? index : -1
}

/** Makes an empty array look like one of the records: each read parses its JSON anew and freezes it, as in k6. */
class Elements implements ProxyHandler<unknown[]> {
  readonly #records: RecordReader
  constructor(records: RecordReader) {
    this.#records = records
  }

  get(target: unknown[], key: string | symbol): unknown {
    if (key === 'length') return this.#records.length
    const index = indexOf(key)
    if (index < 0) return Reflect.get(target, key) as unknown
    return index < this.#records.length ? this.#read(index) : undefined
  }

  has(target: unknown[], key: string | symbol): boolean {
    const index = indexOf(key)
    return index < 0 ? Reflect.has(target, key) : index < this.#records.length
  }

  ownKeys(): (string | symbol)[] {
    return [...Array.from({ length: this.#records.length }, (_, index) => String(index)), 'length']
  }

  getOwnPropertyDescriptor(_: unknown[], key: string | symbol): PropertyDescriptor | undefined {
    // A proxy must report `length` as an array has it; writing it is refused all the same.
    if (key === 'length') return { value: this.#records.length, writable: true, enumerable: false, configurable: false }
    const index = indexOf(key)
    if (index < 0 || index >= this.#records.length) return undefined
    return { value: this.#read(index), writable: true, enumerable: true, configurable: true }
  }

  set(): never {
    return refuse()
  }
  defineProperty(): never {
    return refuse()
  }
  deleteProperty(): never {
    return refuse()
  }
  setPrototypeOf(): never {
    return refuse()
  }
  preventExtensions(): never {
    return refuse()
  }

  #read(index: number): unknown {
    return freezeDeeply(JSON.parse(this.#records.at(index)))
  }
}

const arrays = new WeakMap<SharedRecords, readonly unknown[]>()

/** The read-only array over some records; one for all VUs of the thread, since nobody can change it. */
function arrayOver(records: SharedRecords): readonly unknown[] {
  const known = arrays.get(records)
  if (known !== undefined) return known
  const array = new Proxy<unknown[]>([], new Elements(new RecordReader(records)))
  arrays.set(records, array)
  return array
}

/** The shared array of a name; `makeTexts` gives the JSON of each element and runs only if nobody made the array yet. */
export function sharedArray(
  worker: WorkerContext,
  name: string,
  makeTexts: () => readonly string[],
): readonly unknown[] {
  const known = worker.sharedArrays.get(name)
  if (isSharedRecords(known)) return arrayOver(known)
  const records = packRecords(makeTexts())
  worker.sharedArrays.set(name, records)
  return arrayOver(records)
}
