import { type AnyNode, attributeOf } from './nodes.ts'
import type { Page } from './page.ts'

/** What a method of an element computes from its node. */
export type Member = (node: AnyNode, page: Page) => unknown

export type Members = Readonly<Record<string, Member>>

export const text =
  (name: string): Member =>
  (node) =>
    attributeOf(node, name) ?? ''

export const flag =
  (name: string): Member =>
  (node) =>
    attributeOf(node, name) !== undefined

/** A whole number; anything else is the default. */
export const integer =
  (name: string, otherwise: number): Member =>
  (node) => {
    const value = attributeOf(node, name)
    return value !== undefined && /^[+-]?\d+$/.test(value) ? Number(value) : otherwise
  }

/** One of a few words; anything else is the default. */
export const keyword =
  (name: string, words: readonly string[], otherwise?: string): Member =>
  (node) => {
    const value = attributeOf(node, name)
    return value !== undefined && words.includes(value) ? value : otherwise
  }

export const constant =
  (value: unknown): Member =>
  () =>
    value

/** A link, made absolute when the page's address is known. */
export const link =
  (name: string): Member =>
  (node, page) =>
    linkOf(node, name, page) ?? ''

export function linkOf(node: AnyNode, name: string, { url }: Page): string | undefined {
  const value = attributeOf(node, name)
  return value === undefined || url === '' ? value : resolve(value, url)
}

/** As it stands in the page: no slash is put behind a bare host, which `URL` would. */
export function resolve(reference: string, base: string): string {
  const resolved = URL.parse(reference, base)
  if (resolved === null) return reference
  const isBareHost = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+([?#].*)?$/i.test(reference) && resolved.pathname === '/'
  return isBareHost ? resolved.href.replace(/^([^:]+:\/\/[^/]+)\//, '$1') : resolved.href
}
