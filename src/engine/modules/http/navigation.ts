import { type RequestUrl, resolveReference } from '../../http/request-url.ts'
import type { Selection } from '../html/selection.ts'
import { toText } from '../to-text.ts'
import { encodeForm } from './form-encoding.ts'
import { readUrl } from './http-url.ts'
import type { RequestInput } from './parse-request.ts'
import { GoError } from '../go-error.ts'

/** What `submitForm()` and `clickLink()` take. */
export interface NavigationOptions {
  readonly formSelector?: unknown
  readonly submitSelector?: unknown
  readonly fields?: unknown
  readonly selector?: unknown
  readonly params?: unknown
}

/** The request that sends a form: its fields, its button, and over them what the script gave. */
export function submissionOf(page: Selection, pageUrl: string, options: NavigationOptions): RequestInput {
  const selector = options.formSelector === undefined ? 'form' : toText(options.formSelector)
  const form = page.find(selector)
  if (form.size() === 0) throw new GoError(`no form found for selector '${selector}' in response '${pageUrl}'`)
  const method = toText(form.attr('method') ?? 'GET').toUpperCase()
  const values = { ...form.serializeObject(), ...buttonOf(form, options), ...fieldsOf(options) }
  const target = targetOf(pageUrl, form.attr('action'))
  if (method !== 'GET') return { method, url: target.text, body: values, params: options.params }
  const query = encodeForm(Object.entries(values).map(([name, value]) => [name, toText(value)]))
  return { method, url: withQuery(target, query), body: undefined, params: options.params }
}

function buttonOf(form: Selection, { submitSelector = '[type="submit"]' }: NavigationOptions): Record<string, unknown> {
  const button = form.find(toText(submitSelector))
  const name = button.attr('name')
  const value = button.val()
  return name === undefined || value === undefined ? {} : { [toText(name)]: value }
}

const fieldsOf = ({ fields }: NavigationOptions): object =>
  typeof fields === 'object' && fields !== null ? fields : {}

function targetOf(pageUrl: string, reference: unknown): RequestUrl {
  const base = readUrl(pageUrl)
  if (reference === undefined) return base
  const url = resolveReference(base, toText(reference))
  if (url.ok) return url.value
  throw new GoError(url.problems.join('; '))
}

function withQuery({ text }: RequestUrl, query: string): string {
  const [beforeFragment = '', fragment] = text.split('#', 2)
  const bare = beforeFragment.split('?', 1)[0] ?? ''
  return bare + (query === '' ? '' : `?${query}`) + (fragment === undefined ? '' : `#${fragment}`)
}

/** The request that follows a link. */
export function linkOf(page: Selection, pageUrl: string, options: NavigationOptions): RequestInput {
  const selector = options.selector === undefined ? 'a[href]' : toText(options.selector)
  const link = page.find(selector)
  if (link.size() === 0) throw new GoError(`no element found for selector '${selector}' in response '${pageUrl}'`)
  const href = link.attr('href')
  if (href === undefined) {
    throw new GoError(`no valid href attribute value found on element '${selector}' in response '${pageUrl}'`)
  }
  return { method: 'GET', url: targetOf(pageUrl, href).text, body: undefined, params: options.params }
}
