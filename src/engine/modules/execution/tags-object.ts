import { tagText } from '../user-tags.ts'
import type { Vu } from '../vu.ts'

/** A map of texts with the face of a plain object. */
interface Texts {
  readonly get: (key: string) => string | undefined
  readonly set: (key: string, value: unknown) => void
  readonly delete: (key: string) => void
  readonly keys: () => readonly string[]
}

function objectOver(texts: Texts): object {
  return new Proxy(
    {},
    {
      get: (target, key) => (typeof key === 'string' ? (texts.get(key) ?? Reflect.get(target, key)) : undefined),
      has: (_, key) => typeof key === 'string' && texts.get(key) !== undefined,
      set: (_, key, value) => {
        texts.set(String(key), value)
        return true
      },
      deleteProperty: (_, key) => {
        texts.delete(String(key))
        return true
      },
      ownKeys: () => [...texts.keys()],
      getOwnPropertyDescriptor: (_, key) => {
        const value = texts.get(String(key))
        return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true }
      },
    },
  )
}

/** `exec.vu.metrics.tags`: what the VU's samples carry from now on. */
export function tagsObject(vu: Vu): object {
  const sets = vu.worker.shard.tagSets
  return objectOver({
    get: (key) => sets.valueOf(vu.tags, key),
    set: (key, value) => {
      vu.tags = sets.with(vu.tags, key, tagText(key, value))
    },
    delete: (key) => {
      vu.tags = sets.without(vu.tags, key)
    },
    keys: () => sets.tagsOf(vu.tags).map(([key]) => key),
  })
}

/** `exec.vu.metrics.metadata`: what single samples carry beside their tags; no series is told apart by it. */
export const metadataObject = ({ metadata }: Vu): object =>
  objectOver({
    get: (key) => metadata.get(key),
    set: (key, value) => metadata.set(key, tagText(key, value, 'metadata')),
    delete: (key) => metadata.delete(key),
    keys: () => metadata.keys(),
  })
