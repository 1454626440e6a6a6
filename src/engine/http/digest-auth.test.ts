import { expect, it } from 'vitest'
import { digestAuthorization, type DigestRequest } from './digest-auth.ts'

/** The example of RFC 7616, 3.9.1. */
const request: DigestRequest = {
  method: 'GET',
  target: '/dir/index.html',
  username: 'Mufasa',
  password: 'Circle of Life',
  body: undefined,
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
}
const challenge = (algorithm: string): string =>
  'Digest realm="http-auth@example.org", qop="auth, auth-int", ' +
  `algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`

it.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('answers as RFC 7616 does with %s', (algorithm, response) => {
  const header = digestAuthorization(challenge(algorithm), request) ?? ''
  expect(header).toContain(`response="${response}"`)
  expect(header).toContain('qop=auth, nc=00000001')
  expect(header).toContain('opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"')
})

it('answers a challenge of RFC 2069, without qop', () => {
  const header = digestAuthorization('Digest realm="r", nonce="n"', request) ?? ''
  expect(header).not.toContain('qop')
})

it.each(['Basic realm="x"', 'Digest realm="x", algorithm=FOO', ''])('has no answer to %j', (header) => {
  expect(digestAuthorization(header, request)).toBeUndefined()
})
