import { type AnyClass, type AnyFunction, bare, isClass, isFunction, keyName, type Node, type NodeOf } from './ast.ts'

type Identifier = NodeOf<'Identifier'>

/** What the functions and classes of a script are called. */
export class AuthorNames {
  /** Those that the bundler gave another name, with the one their author gave them. */
  readonly renamed: Map<Node, string> = new Map()
  readonly #nameOf: (id: Identifier) => string
  readonly #hints = new Map<Node, string>()

  /** `nameOf`: what the author calls that which an identifier declares. */
  constructor(nameOf: (id: Identifier) => string) {
    this.#nameOf = nameOf
  }

  /** `value` is what is called `name`, if it is anything that has a name. */
  hint(value: Node, name: string | undefined): void {
    this.#hints.set(bare(value), name ?? '')
  }

  /** `value` is assigned to `target`. */
  hintTarget(value: Node, target: Node): void {
    const inner = bare(value)
    if (!isFunction(inner) && !isClass(inner)) return
    if (target.type === 'Identifier') this.#hints.set(inner, this.#authorsName(target, inner))
    else if (target.type === 'MemberExpression') this.hint(inner, keyName(target.property, target.computed))
  }

  of(node: AnyFunction | AnyClass): string {
    return node.id === null ? (this.#hints.get(node) ?? '') : this.#authorsName(node.id, node)
  }

  #authorsName(id: Identifier, node: Node): string {
    const name = this.#nameOf(id)
    if (name !== id.name) this.renamed.set(node, name)
    return name
  }
}
