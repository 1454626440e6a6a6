import { type AnyNode, attributeOf, textOf } from './nodes.ts'
import type { Page } from './page.ts'
import { keyword, link, linkOf, type Member, type Members, text } from './reflected-attributes.ts'

export const referrerPolicy: Member = keyword(
  'referrerpolicy',
  ['no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'unsafe-url'],
  '',
)

export const words =
  (name: string) =>
  (node: AnyNode): string[] => {
    const value = attributeOf(node, name) ?? ''
    return value === '' ? [] : value.split(' ')
  }

/** Where a link leads to; undefined for what is no absolute address. */
const targetOf = (node: AnyNode, page: Page): URL | undefined =>
  URL.parse(linkOf(node, 'href', page) ?? '') ?? undefined

const part =
  (read: (target: URL) => string) =>
  (node: AnyNode, page: Page): string => {
    const target = targetOf(node, page)
    return target === undefined ? '' : read(target)
  }

/** Parts that a relative link has too. */
const localPart =
  (read: (target: URL) => string, pattern: RegExp) =>
  (node: AnyNode, page: Page): string => {
    const target = targetOf(node, page)
    return target === undefined ? (pattern.exec(attributeOf(node, 'href') ?? '')?.[0] ?? '') : read(target)
  }

/** What `<a>` and `<area>` have in common. Unlike in the DOM `protocol` has no colon. */
export const linkMembers: Members = {
  accessKey: text('accesskey'),
  download: text('download'),
  hash: localPart(({ hash }) => hash, /#.+$/),
  host: part(({ host }) => host),
  hostname: part(({ hostname }) => hostname),
  href: link('href'),
  hrefLang: text('hreflang'),
  origin: part(({ protocol, host, href }) => (protocol === 'file:' ? href : `${protocol}//${host}`)),
  password: part(({ password }) => password),
  pathname: localPart(({ pathname }) => pathname, /^[^?#]*/),
  port: part(({ port }) => port),
  protocol: (node, page) => targetOf(node, page)?.protocol.slice(0, -1) ?? ':',
  referrerPolicy,
  rel: text('rel'),
  relList: words('rel'),
  search: localPart(({ search }) => search, /\?[^#]+/),
  target: text('target'),
  text: (node) => textOf(node),
  toString: link('href'),
  type: text('type'),
  username: part(({ username }) => username),
}
