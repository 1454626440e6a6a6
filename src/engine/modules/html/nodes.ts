import {
  type AnyNode,
  type Document,
  type Element,
  isComment,
  isDirective,
  isDocument,
  isTag,
  isText,
  type ParentNode,
} from 'domhandler'

export type { AnyNode, Document, Element } from 'domhandler'
export { isTag } from 'domhandler'

/** Numbers of the DOM; undefined for what is no node of HTML. */
export function nodeTypeOf(node: AnyNode): number | undefined {
  if (isTag(node)) return 1
  if (isText(node)) return 3
  if (isComment(node)) return 8
  if (isDocument(node)) return 9
  return isDoctype(node) ? 10 : undefined
}

const isDoctype = (node: AnyNode): boolean => isDirective(node) && node.name === '!doctype'

export function nodeNameOf(node: AnyNode): string {
  if (isTag(node)) return node.name
  if (isText(node)) return '#text'
  if (isComment(node)) return '#comment'
  if (isDocument(node)) return '#document'
  return 'x-name' in node && typeof node['x-name'] === 'string' ? node['x-name'] : 'html'
}

export const childrenOf = (node: AnyNode): readonly AnyNode[] => ('children' in node ? node.children : [])

export const elementChildrenOf = (node: AnyNode): Element[] => childrenOf(node).filter(isTag)

/** All text within, scripts and styles included, comments not. */
export function textOf(node: AnyNode): string {
  return isText(node) ? node.data : childrenOf(node).map(textOf).join('')
}

/** Attributes of an element in the order of the source; none for other nodes. */
export const attributesOf = (node: AnyNode | undefined): Readonly<Record<string, string>> =>
  node !== undefined && isTag(node) ? node.attribs : {}

export const attributeOf = (node: AnyNode | undefined, name: string): string | undefined =>
  node !== undefined && isTag(node) && Object.hasOwn(node.attribs, name) ? node.attribs[name] : undefined

/** From the nearest ancestor element outwards. */
export function parentElementsOf(node: AnyNode): Element[] {
  const parents: Element[] = []
  for (let parent = node.parent; parent !== null && isTag(parent); parent = parent.parent) parents.push(parent)
  return parents
}

/** The elements before or after a node under the same parent, nearest first. */
export function siblingsOf(node: AnyNode, direction: 'next' | 'prev'): Element[] {
  const siblings: Element[] = []
  for (let sibling = node[direction]; sibling !== null; sibling = sibling[direction]) {
    if (isTag(sibling)) siblings.push(sibling)
  }
  return siblings
}

export function isWithin(node: AnyNode, ancestor: AnyNode): boolean {
  for (let parent: ParentNode | null = node.parent; parent !== null; parent = parent.parent) {
    if (parent === ancestor) return true
  }
  return false
}

export function documentOf(node: AnyNode): Document | undefined {
  let top: AnyNode = node
  while (top.parent !== null) top = top.parent
  return isDocument(top) ? top : undefined
}
