import { expect, it } from 'vitest'
import type { DispatchOptions } from '../connection.ts'
import { requestBytesOf } from './request-bytes.ts'

const options = (more: Partial<DispatchOptions>): DispatchOptions => ({
  method: 'GET',
  path: '/a?b=c',
  headers: ['host', 'shop.test', 'X-Note', 'n\u00e9'],
  body: null,
  ...more,
})

function textOf(of: DispatchOptions): string {
  const bytes = requestBytesOf(of)
  if ('code' in bytes) return bytes.message
  return Buffer.concat([bytes.first, ...(bytes.rest === undefined ? [] : [bytes.rest])]).toString('latin1')
}

const HEAD = '/a?b=c HTTP/1.1\r\nhost: shop.test\r\nX-Note: n\u00e9\r\n'

it.each([
  ['a GET', {}, `GET ${HEAD}\r\n`],
  ['a POST without a body', { method: 'POST' }, `POST ${HEAD}Content-Length: 0\r\n\r\n`],
  ['a DELETE without a body', { method: 'DELETE' }, `DELETE ${HEAD}\r\n`],
  ['a body', { method: 'PUT', body: Buffer.from('abc') }, `PUT ${HEAD}Content-Length: 3\r\n\r\nabc`],
  ['an empty body', { method: 'PUT', body: Buffer.alloc(0) }, `PUT ${HEAD}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['an empty body where there mostly is none', { method: 'DELETE', body: Buffer.alloc(0) }, `DELETE ${HEAD}\r\n`],
  ['a connection that is to close', { reset: true }, `GET ${HEAD}Connection: close\r\n\r\n`],
  ['a line break in a value', { headers: ['X', 'a\r\nB: c'] }, 'net/http: invalid header field value for "X"'],
  ['a blank in a name', { headers: ['X Y', 'a'] }, 'net/http: invalid header field name "X Y"'],
  ['a blank in the method', { method: 'GET /x' }, 'net/http: invalid method "GET /x"'],
])('writes %s', (_, more, text) => {
  expect(textOf(options(more))).toBe(text)
})

it.each([
  ['POST', {}, 'abc'],
  ['POST', {}, ''],
  ['PUT', { reset: true }, 'abc'],
  ['DELETE', {}, 'abc'],
  ['POST', { headers: ['X', 'a\r\nB: c'] }, 'abc'],
  ['POST', {}, 'x'.repeat(20_000)],
])('writes %s with a shared head (%j) as without', (method, more, text) => {
  const alone = options({ method, ...more })
  const shared = { options: alone, text: undefined }
  for (const body of [text, `${text}.`].map((one) => Buffer.from(one))) {
    expect(textOf({ ...alone, body, shared })).toBe(textOf({ ...alone, body }))
  }
})

it('leaves a large body where it is', () => {
  const body = Buffer.alloc(100_000, 'x')
  const bytes = requestBytesOf(options({ method: 'POST', body }))
  expect('rest' in bytes && bytes.rest).toBe(body)
})

it('makes the bytes of the same options once', () => {
  const same = options({})
  expect(requestBytesOf(same)).toBe(requestBytesOf(same))
})
