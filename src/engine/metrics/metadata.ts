/** What samples carry beside their tags; no series is told apart by it. Sorted by key. */
export type Metadata = Readonly<Record<string, string>>

/** The metadata of one VU. Most have none, and cost nothing. */
export class VuMetadata {
  #texts: Map<string, string> | undefined
  /** Undefined until somebody asks for it after a change. */
  #current: Metadata | undefined

  get(key: string): string | undefined {
    return this.#texts?.get(key)
  }

  keys(): readonly string[] {
    return [...(this.#texts?.keys() ?? [])]
  }

  set(key: string, value: string): void {
    this.#texts ??= new Map()
    this.#texts.set(key, value)
    this.#current = undefined
  }

  delete(key: string): void {
    this.#texts?.delete(key)
    this.#current = undefined
  }

  clear(): void {
    this.#texts = undefined
    this.#current = undefined
  }

  /** The same object as long as nothing changes. */
  get current(): Metadata | undefined {
    if (this.#texts === undefined || this.#texts.size === 0) return undefined
    return (this.#current ??= Object.fromEntries([...this.#texts].sort(([a], [b]) => (a < b ? -1 : 1))))
  }
}
