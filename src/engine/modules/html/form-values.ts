import { attributeOf, type AnyNode, type Element, isTag, childrenOf } from './nodes.ts'
import { render } from './render.ts'
import { matcherOf } from './selectors.ts'

export interface FormValue {
  readonly name: string
  readonly value: string | readonly string[] | undefined
}

/** The attribute `value`, or else the HTML within. */
export const valueOrHtml = (node: AnyNode | undefined): string =>
  attributeOf(node, 'value') ?? (node === undefined ? '' : render(childrenOf(node)))

/** What a control would send, jQuery's `val()`; undefined for what is no control. */
export function controlValue(node: AnyNode | undefined): string | readonly string[] | undefined {
  if (node === undefined || !isTag(node)) return undefined
  switch (node.name) {
    case 'input':
      return attributeOf(node, 'value') ?? (isCheckable(node) ? 'on' : '')
    case 'button':
      return attributeOf(node, 'value') ?? ''
    case 'textarea':
      return render(node.children)
    case 'option':
      return valueOrHtml(node)
    case 'select':
      return selectValue(node)
    default:
      return undefined
  }
}

const isCheckable = (node: AnyNode): boolean => ['radio', 'checkbox'].includes(attributeOf(node, 'type') ?? '')

function selectValue(select: Element): string | readonly string[] {
  const chosen = descendants(select).filter(matcherOf('option[selected]'))
  return attributeOf(select, 'multiple') === undefined ? valueOrHtml(chosen[0]) : chosen.map(valueOrHtml)
}

export const descendants = (node: AnyNode): Element[] =>
  childrenOf(node).flatMap((child) => (isTag(child) ? [child, ...descendants(child)] : []))

const controls = matcherOf('input,select,textarea,keygen')
const neverSent = new Set(['submit', 'button', 'reset', 'image', 'file'])

export const isControl = (element: Element): boolean => controls(element)

/** Whether a browser would send it with its form: named, enabled, no button, and checked if it can be. */
export function isSent(element: Element): boolean {
  const attribute = (name: string): string => attributeOf(element, name) ?? ''
  if (attribute('name') === '' || attribute('disabled') === 'disabled') return false
  if (neverSent.has(attribute('type'))) return false
  return attribute('checked') === 'checked' || !isCheckable(element)
}

/** `application/x-www-form-urlencoded` with the names in alphabetical order, as Go encodes it. */
export function encodeForm(values: readonly FormValue[]): string {
  const last = new Map(values.map(({ name, value }) => [name, value] as const))
  const sorted = [...last].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const pairs = sorted.flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => `${queryEscape(name)}=${queryEscape(one)}`),
  )
  return pairs.join('&')
}

/** Percent-encodes all but letters, digits and `-_.~`; a space is `+`. */
const queryEscape = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
