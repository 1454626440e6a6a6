import { findIn, keep, steps } from './node-set.ts'
import { type AnyNode, attributeOf, isTag, parentElementsOf } from './nodes.ts'
import type { Page } from './page.ts'
import type { Member } from './reflected-attributes.ts'
import { matcherOf } from './selectors.ts'

/** Elements that belong to others: forms, labels, options, rows. */

export const showFirst = (nodes: readonly AnyNode[], page: Page): object | undefined =>
  nodes[0] === undefined ? undefined : page.elementOf(nodes[0])

/** All elements within that match. */
export const within =
  (selector: string): Member =>
  (node, page) =>
    findIn([node], selector).map((found) => page.elementOf(found))

export const countWithin =
  (selector: string): Member =>
  (node) =>
    findIn([node], selector).length

export const firstChild =
  (selector: string): Member =>
  (node, page) =>
    showFirst(keep(steps.children(node), selector), page)

export const nearest = (node: AnyNode, selector: string): AnyNode | undefined =>
  parentElementsOf(node).find(matcherOf(selector))

/** Where an element is among those that match within its nearest such ancestor. */
export const indexWithin =
  (ancestor: string, selector: string, otherwise: number): Member =>
  (node) => {
    const holder = nearest(node, ancestor)
    return holder === undefined ? otherwise : findIn([holder], selector).indexOf(node)
  }

/** Looks from the outermost element on. */
export function findInPage(node: AnyNode, selector: string): AnyNode[] {
  const top = parentElementsOf(node).at(-1)
  return top === undefined ? [] : findIn([top], selector)
}

/** The form around a control, or the one it names. */
export function formNodeOf(node: AnyNode): AnyNode | undefined {
  const around = [node, ...parentElementsOf(node)].find((one) => isTag(one) && one.name === 'form')
  const id = attributeOf(node, 'form') ?? ''
  return around ?? (id === '' ? undefined : findInPage(node, `#${id}`)[0])
}

export const form: Member = (node, page) => {
  const found = formNodeOf(node)
  return found === undefined ? undefined : page.elementOf(found)
}

/** The label around a control and those that name it. */
export const labels: Member = (node, page) => {
  const around = nearest(node, 'label')
  const id = attributeOf(node, 'id') ?? ''
  const named = id === '' ? [] : findInPage(node, `label[for="${id}"]`)
  const all = new Set([...(around === undefined ? [] : [around]), ...named])
  return [...all].map((label) => page.elementOf(label))
}
