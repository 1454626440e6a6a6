import { Attribute } from './attribute.ts'
import { findIn, testOf } from './node-set.ts'
import {
  type AnyNode,
  attributeOf,
  attributesOf,
  childrenOf,
  documentOf,
  elementChildrenOf,
  isTag,
  isWithin,
  nodeNameOf,
  nodeTypeOf,
  parentElementsOf,
  siblingsOf,
  textOf,
} from './nodes.ts'
import type { Page } from './page.ts'
import { render } from './render.ts'

const XHTML = 'http://www.w3.org/1999/xhtml'

/** A node as `Selection.get()` gives it. As in k6 all members are methods, also what the DOM has as properties. */
export class Element {
  readonly #node: AnyNode
  readonly #page: Page

  constructor(node: AnyNode, page: Page) {
    this.#node = node
    this.#page = page
  }

  static nodeOf(element: Element): AnyNode {
    return element.#node
  }
  static pageOf(element: Element): Page {
    return element.#page
  }

  selection(): object {
    return this.#page.selectionOf([this.#node])
  }

  id(): string {
    return attributeOf(this.#node, 'id') ?? ''
  }
  className(): string | undefined {
    return attributeOf(this.#node, 'class')
  }
  classList(): string[] {
    return attributeOf(this.#node, 'class')?.match(/\S+/g) ?? []
  }
  lang(): string | undefined {
    return attributeOf(this.#node, 'lang')
  }
  attributes(): Record<string, Attribute> {
    const pairs = Object.entries(attributesOf(this.#node)).map(([name, value]) => [name, this.#attribute(name, value)])
    return Object.fromEntries(pairs) as Record<string, Attribute>
  }
  getAttribute(name: unknown): string | undefined {
    return attributeOf(this.#node, String(name))
  }
  getAttributeNode(name: unknown): Attribute | undefined {
    const value = this.getAttribute(name)
    return value === undefined ? undefined : this.#attribute(String(name), value)
  }
  hasAttribute(name: unknown): boolean {
    return this.getAttribute(name) !== undefined
  }
  hasAttributes(): boolean {
    return Object.keys(attributesOf(this.#node)).length > 0
  }

  nodeName(): string {
    return nodeNameOf(this.#node)
  }
  nodeType(): number | undefined {
    return nodeTypeOf(this.#node)
  }
  /** Of text; k6 gives an empty text for comments. */
  nodeValue(): string | undefined {
    return ['#text', '#comment'].includes(this.nodeName()) ? textOf(this.#node) : undefined
  }
  textContent(): string {
    return textOf(this.#node)
  }
  innerHTML(): string {
    return render(childrenOf(this.#node))
  }
  toString(): string {
    return isTag(this.#node) ? '[object html.Node]' : `[object ${this.nodeName()}]`
  }
  namespaceURI(): string {
    return (isTag(this.#node) ? this.#node.namespace : undefined) ?? XHTML
  }
  isDefaultNamespace(): boolean {
    return this.namespaceURI() === XHTML
  }

  firstChild(): object | undefined {
    return this.#show(childrenOf(this.#node)[0])
  }
  lastChild(): object | undefined {
    return this.#show(childrenOf(this.#node).at(-1))
  }
  firstElementChild(): object | undefined {
    return this.#show(elementChildrenOf(this.#node)[0])
  }
  lastElementChild(): object | undefined {
    return this.#show(elementChildrenOf(this.#node).at(-1))
  }
  previousSibling(): object | undefined {
    return this.#show(this.#node.previousSibling)
  }
  nextSibling(): object | undefined {
    return this.#show(this.#node.nextSibling)
  }
  previousElementSibling(): object | undefined {
    return this.#show(siblingsOf(this.#node, 'prev')[0])
  }
  nextElementSibling(): object | undefined {
    return this.#show(siblingsOf(this.#node, 'next')[0])
  }
  parentNode(): object | undefined {
    return this.#show(this.#node.parentNode)
  }
  parentElement(): object | undefined {
    return this.#show(parentElementsOf(this.#node)[0])
  }
  childNodes(): object[] {
    return this.#showAll(childrenOf(this.#node))
  }
  children(): object[] {
    return this.#showAll(elementChildrenOf(this.#node))
  }
  childElementCount(): number {
    return elementChildrenOf(this.#node).length
  }
  hasChildNodes(): boolean {
    return childrenOf(this.#node).length > 0
  }
  ownerDocument(): object | undefined {
    return this.#show(documentOf(this.#node))
  }

  querySelector(selector: unknown): object | undefined {
    return this.#show(findIn([this.#node], String(selector))[0])
  }
  querySelectorAll(selector: unknown): object[] {
    return this.#showAll(findIn([this.#node], String(selector)))
  }
  getElementsByClassName(name: unknown): object[] {
    return this.querySelectorAll(`.${String(name)}`)
  }
  getElementsByTagName(name: unknown): object[] {
    return this.querySelectorAll(name)
  }
  matches(selector: unknown): boolean {
    return testOf(String(selector))(this.#node)
  }
  contains(other: unknown): boolean {
    return other instanceof Element && isWithin(other.#node, this.#node)
  }
  isSameNode(other: unknown): boolean {
    return other instanceof Element && other.#node === this.#node
  }
  isEqualNode(other: unknown): boolean {
    return other instanceof Element && other.innerHTML() === this.innerHTML()
  }

  #attribute(name: string, value: string): Attribute {
    const prefixes = isTag(this.#node) ? this.#node['x-attribsPrefix'] : undefined
    return new Attribute(this, { name, value, prefix: prefixes?.[name] ?? '' })
  }
  #show(node: AnyNode | null | undefined): object | undefined {
    return node === null || node === undefined ? undefined : this.#page.elementOf(node)
  }
  #showAll(nodes: readonly AnyNode[]): object[] {
    return nodes.map((node) => this.#page.elementOf(node))
  }
}
