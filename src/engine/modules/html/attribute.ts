const namespaces: Readonly<Record<string, string>> = {
  svg: 'http://www.w3.org/2000/svg',
  math: 'http://www.w3.org/1998/Math/MathML',
}

/** One attribute as `attributes()` and `getAttributeNode()` show it. */
export class Attribute {
  readonly name: string
  readonly value: string
  readonly ownerElement: object
  readonly #prefix: string

  constructor(owner: object, { name, value, prefix }: { name: string; value: string; prefix: string }) {
    this.ownerElement = owner
    this.name = name
    this.value = value
    this.#prefix = prefix
  }
  prefix(): string {
    return this.#prefix
  }
  namespaceURI(): string {
    return namespaces[this.#prefix] ?? 'http://www.w3.org/1999/xhtml'
  }
  localName(): string {
    return this.name
  }
}
