import { expect, it } from 'vitest'
import type { Hop } from './redirects.ts'
import { parseRequestUrl, type RequestUrl } from './request-url.ts'
import { WireCache } from './wire-cache.ts'
import type { WireContext } from './wire-request.ts'

function urlOf(text: string): RequestUrl {
  const url = parseRequestUrl(text)
  if (!url.ok) throw new Error(text)
  return url.value
}

const hop: Hop = { method: 'GET', url: urlOf('http://h.test/a'), headers: [], host: undefined, body: undefined }
const context: WireContext = { cookie: '', usesBasicAuth: true, closes: false, proxy: undefined }

it('makes the same request once', () => {
  const wires = new WireCache()
  const request = wires.requestOf(hop, context)
  expect(wires.requestOf({ ...hop }, { ...context, cookie: undefined })).toBe(request)
  expect(request.options).toMatchObject({ method: 'GET', path: '/a', headers: ['Host', 'h.test'] })
})

it.each<[string, Partial<Hop>, Partial<WireContext>]>([
  ['another method', { method: 'HEAD' }, {}],
  ['other headers', { headers: [['X-A', '1']] }, {}],
  ['another URL', { url: urlOf('http://h.test/b') }, {}],
  ['a body', { method: 'POST', body: Buffer.from('a') }, {}],
  ['another host', { host: 'other.test' }, {}],
  ['a referer', { referer: 'http://h.test/' }, {}],
  ['a user', { url: urlOf('http://me:pw@h.test/a') }, {}],
  ['cookies', {}, { cookie: 'a=1' }],
  ['the end of the connection', {}, { closes: true }],
])('makes another request for %s, and the first one again', (_, otherHop, otherContext) => {
  const wires = new WireCache()
  const first = wires.requestOf(hop, context)
  const other = wires.requestOf({ ...hop, ...otherHop }, { ...context, ...otherContext })
  expect(other.options).not.toEqual(first.options)
  expect(wires.requestOf(hop, context).options).toEqual(first.options)
})
