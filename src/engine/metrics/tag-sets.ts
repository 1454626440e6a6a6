/** A set of tags, by its number within a thread. */
export type TagSetId = number

export type Tag = readonly [key: string, value: string]

/** No tag at all. */
export const NO_TAGS: TagSetId = 0

/** A set is another one and one tag more. Most sets are the beginning of one other set only: that one stands apart. */
class Node {
  readonly parent: TagSetId
  readonly key: string
  readonly value: string
  #onlyKey: string | undefined
  #onlyValue = ''
  #only: TagSetId = NO_TAGS
  #others: Map<string, Map<string, TagSetId>> | undefined

  constructor(parent: TagSetId, key: string, value: string) {
    this.parent = parent
    this.key = key
    this.value = value
  }

  /** The set that this one becomes with `key` set to `value`, if it was ever asked for. */
  next(key: string, value: string): TagSetId | undefined {
    if (this.#onlyKey === key && this.#onlyValue === value) return this.#only
    return this.#others?.get(key)?.get(value)
  }

  remember(key: string, value: string, next: TagSetId): void {
    if (this.#onlyKey === undefined) {
      this.#onlyKey = key
      this.#onlyValue = value
      this.#only = next
      return
    }
    this.#others ??= new Map()
    const values = this.#others.get(key)
    if (values === undefined) this.#others.set(key, new Map([[value, next]]))
    else values.set(value, next)
  }
}

/**
 * Sets of tags, so that a sample carries one integer instead of an object. Adding a tag to a set is one or two look-ups once the
 * result is known. The same steps give the same number; equal sets that were made in another order may have another one, which
 * costs a series more and changes no sum.
 */
export class TagSets {
  readonly #nodes: Node[] = [new Node(NO_TAGS, '', '')]
  /** By key, then by value: [set], what it becomes. */
  readonly #common = new Map<string, Map<string, TagSetId[]>>()
  #listed: TagSetId = NO_TAGS
  #list: readonly Tag[] = []

  /** How many there are, those in between included. */
  get size(): number {
    return this.#nodes.length
  }

  /** Sorted by key. All series of a set are made one after the other: they get the same list. */
  tagsOf(id: TagSetId): readonly Tag[] {
    if (this.#listed !== id) {
      this.#list = this.#collect(id)
      this.#listed = id
    }
    return this.#list
  }

  #collect(id: TagSetId): readonly Tag[] {
    const tags: Tag[] = []
    for (let at = id; at !== NO_TAGS; ) {
      const { parent, key, value } = this.#node(at)
      tags.push([key, value])
      at = parent
    }
    return tags.sort((a, b) => (a[0] < b[0] ? -1 : 1))
  }

  valueOf(id: TagSetId, key: string): string | undefined {
    for (let at = id; at !== NO_TAGS; ) {
      const node = this.#node(at)
      if (node.key === key) return node.value
      at = node.parent
    }
    return undefined
  }

  /** The set with `key` set to `value`, replacing what `key` was. */
  with(id: TagSetId, key: string, value: string): TagSetId {
    const node = this.#node(id)
    const known = node.next(key, value)
    if (known !== undefined) return known
    const isThere = this.valueOf(id, key) !== undefined
    const next = isThere ? this.#build([...this.#others(id, key), [key, value]]) : this.#add(id, key, value)
    node.remember(key, value, next)
    return next
  }

  /**
   * As `with`, for a tag that is added to many sets over and over, such as the name of a check: remembered with the tag, so that it is one
   * look at one place that belongs to the set.
   */
  withCommon(id: TagSetId, key: string, value: string): TagSetId {
    const results = this.#common.get(key)?.get(value) ?? this.#resultsOf(key, value)
    return (results[id] ??= this.with(id, key, value))
  }

  #resultsOf(key: string, value: string): TagSetId[] {
    const values = this.#common.get(key) ?? new Map<string, TagSetId[]>()
    const results: TagSetId[] = []
    this.#common.set(key, values.set(value, results))
    return results
  }

  withAll(id: TagSetId, tags: Readonly<Record<string, string>>): TagSetId {
    let result = id
    for (const key in tags) result = this.with(result, key, tags[key] ?? '')
    return result
  }

  /** The tags with these keys; always the same set for the same tags. */
  only(id: TagSetId, keys: ReadonlySet<string>): TagSetId {
    return this.#build(this.tagsOf(id).filter(([key]) => keys.has(key)))
  }

  without(id: TagSetId, key: string): TagSetId {
    return this.valueOf(id, key) === undefined ? id : this.#build(this.#others(id, key))
  }

  #others(id: TagSetId, key: string): Tag[] {
    return this.tagsOf(id).filter((tag) => tag[0] !== key)
  }

  /** In the order of keys, so that going to and fro between sets does not make new ones for ever. */
  #build(tags: readonly Tag[]): TagSetId {
    const sorted = tags.toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
    return sorted.reduce((id, [key, value]) => this.with(id, key, value), NO_TAGS)
  }

  #add(parent: TagSetId, key: string, value: string): TagSetId {
    this.#nodes.push(new Node(parent, key, value))
    return this.#nodes.length - 1
  }

  #node(id: TagSetId): Node {
    const node = this.#nodes[id]
    if (node === undefined) throw new RangeError(`no tag set ${id}`)
    return node
  }
}
