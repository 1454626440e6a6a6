import { expect, it } from 'vitest'
import { type Hop, nextHop } from './redirects.ts'
import { urlOf } from './testing/call.ts'

const post: Hop = {
  method: 'POST',
  url: urlOf('http://ann:secret@a.test/x?y'),
  headers: Object.entries({ Authorization: 'x', 'Content-Type': 'text/x', 'X-Kept': '1' }),
  host: 'b.test',
  body: Buffer.from('body'),
}

function follow(status: number, location: string, hop: Hop = post): Hop {
  const next = nextHop(hop, status, { location })
  if (next === undefined || 'code' in next) throw new Error('there is no next hop')
  return next
}

it.each([200, 204, 300, 304, 305, 400])('does not follow %i', (status) => {
  expect(nextHop(post, status, { location: '/' })).toBeUndefined()
})

it('keeps the method HEAD', () => {
  expect(follow(301, '/', { ...post, method: 'HEAD' }).method).toBe('HEAD')
})

it('keeps the Host header for a relative target only', () => {
  expect(follow(302, '/z').host).toBe('b.test')
  expect(follow(302, 'http://a.test/z').host).toBeUndefined()
})

it('keeps user and password of the URL for a relative target', () => {
  expect(follow(302, '/z').url.username).toBe('ann')
  expect(follow(302, 'http://a.test/z').url.username).toBeUndefined()
})

it.each([
  ['http://a.test/z', true],
  ['http://sub.a.test/z', true],
  ['http://other.test/z', false],
  ['http://nota.test/z', false],
])('sends the authorization on to %s: %s', (location, kept) => {
  expect(follow(302, location).headers.some(([name]) => name === 'Authorization')).toBe(kept)
})

it('says where it comes from, without user and password, and not from https to http', () => {
  const first = follow(302, '/z')
  expect(first.referer).toBe('http://a.test/x?y')
  expect(follow(302, '/w', { ...post, ...first }).referer).toBe('http://a.test/z')
  const secure = { ...post, url: urlOf('https://a.test/x#part') }
  expect(follow(302, 'http://a.test/', secure).referer).toBeUndefined()
  expect(follow(302, 'https://a.test/', secure).referer).toBe('https://a.test/x')
})

it('leaves a Referer of the user alone', () => {
  const headers = [['Referer', 'mine']] as const
  expect(follow(302, '/z', { ...post, headers })).toMatchObject({ headers, referer: undefined })
})
