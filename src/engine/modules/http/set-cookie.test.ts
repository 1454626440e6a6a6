import { expect, it } from 'vitest'
import { parseSetCookie } from './set-cookie.ts'

const bare = { domain: '', path: '', http_only: false, secure: false, max_age: 0, expires: -6795364578871 }

it.each([
  ['a=1', { name: 'a', value: '1' }],
  ['a="q v"', { name: 'a', value: 'q v' }],
  ['a=1=2', { name: 'a', value: '1=2' }],
  ['a=', { name: 'a', value: '' }],
  [
    'a=1; Path=/x; Domain=.h.test; Secure; HttpOnly',
    { name: 'a', value: '1', path: '/x', domain: '.h.test', secure: true, http_only: true },
  ],
  ['a=1; max-age=60', { name: 'a', value: '1', max_age: 60 }],
  ['a=1; Max-Age=0', { name: 'a', value: '1', max_age: -1 }],
  ['a=1; Max-Age=soon', { name: 'a', value: '1' }],
  ['a=1; Expires=Fri, 02 Jan 2099 15:04:05 GMT', { name: 'a', value: '1', expires: Date.UTC(2099, 0, 2, 15, 4, 5) }],
  ['a=1; Expires=Fri, 02-Jan-2099 15:04:05 GMT', { name: 'a', value: '1', expires: Date.UTC(2099, 0, 2, 15, 4, 5) }],
])('%j', (header, expected) => {
  expect(parseSetCookie(header)).toEqual({ ...bare, ...expected })
})

it.each(['', 'novalue', '=x', 'a b=1'])('%j is no cookie', (header) => {
  expect(parseSetCookie(header)).toBeUndefined()
})
