/** Index of one set of tags within a thread; equal sets have equal ids. */
export type TagSetId = number

export type Tag = readonly [key: string, value: string]

interface Node {
  readonly tags: readonly Tag[]
  readonly children: Map<string, Map<string, TagSetId>>
}

/** No tag at all. */
export const NO_TAGS: TagSetId = 0

/**
 * Sets of tags, each stored once. Adding a tag to a set is two map look-ups once the result is known, so a sample carries
 * one integer instead of an object.
 */
export class TagSets {
  readonly #nodes: Node[] = [{ tags: [], children: new Map() }]
  readonly #byKey = new Map<string, TagSetId>([['', NO_TAGS]])

  get size(): number {
    return this.#nodes.length
  }

  /** Sorted by key. */
  tagsOf(id: TagSetId): readonly Tag[] {
    return this.#node(id).tags
  }

  valueOf(id: TagSetId, key: string): string | undefined {
    return this.#node(id).tags.find((tag) => tag[0] === key)?.[1]
  }

  /** The set with `key` set to `value`, replacing what `key` was. */
  with(id: TagSetId, key: string, value: string): TagSetId {
    const { children } = this.#node(id)
    const known = children.get(key)?.get(value)
    if (known !== undefined) return known
    const result = this.#intern([...this.#without(id, key), [key, value] as const])
    const values = children.get(key)
    if (values === undefined) children.set(key, new Map([[value, result]]))
    else values.set(value, result)
    return result
  }

  withAll(id: TagSetId, tags: Readonly<Record<string, string>>): TagSetId {
    let result = id
    for (const key in tags) result = this.with(result, key, tags[key] ?? '')
    return result
  }

  without(id: TagSetId, key: string): TagSetId {
    return this.#intern(this.#without(id, key))
  }

  #without(id: TagSetId, key: string): Tag[] {
    return this.#node(id).tags.filter((tag) => tag[0] !== key)
  }

  #intern(tags: readonly Tag[]): TagSetId {
    const sorted = tags.toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
    const key = sorted.length === 0 ? '' : JSON.stringify(sorted)
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    this.#nodes.push({ tags: sorted, children: new Map() })
    this.#byKey.set(key, this.#nodes.length - 1)
    return this.#nodes.length - 1
  }

  #node(id: TagSetId): Node {
    const node = this.#nodes[id]
    if (node === undefined) throw new RangeError(`no tag set ${id}`)
    return node
  }
}
