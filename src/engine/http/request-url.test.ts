import { describe, expect, it } from 'vitest'
import { parseRequestUrl, resolveReference } from './request-url.ts'
import { urlOf } from './testing/call.ts'

describe('a URL', () => {
  it.each([
    ['http://example.com', 'http://example.com', 'example.com', '/', 'http://example.com:80'],
    [
      'https://Example.com:8443/a/b?c=d#e',
      'https://Example.com:8443/a/b?c=d#e',
      'Example.com:8443',
      '/a/b?c=d',
      'https://example.com:8443',
    ],
    ['http://example.com:80/', 'http://example.com:80/', 'example.com:80', '/', 'http://example.com:80'],
    ['http://[::1]:3000/x', 'http://[::1]:3000/x', '[::1]:3000', '/x', 'http://[::1]:3000'],
    ['http://h/a b', 'http://h/a%20b', 'h', '/a%20b', 'http://h:80'],
    ['http://h/%7Efoo', 'http://h/%7Efoo', 'h', '/%7Efoo', 'http://h:80'],
    ['http://h/é', 'http://h/%C3%A9', 'h', '/%C3%A9', 'http://h:80'],
    ['http://h/?q=a b', 'http://h/?q=a b', 'h', '/?q=a b', 'http://h:80'],
    ['http://h?x', 'http://h?x', 'h', '/?x', 'http://h:80'],
    ['HTTP://h/', 'http://h/', 'h', '/', 'http://h:80'],
    [
      'http://bücher.example/',
      'http://bücher.example/',
      'xn--bcher-kva.example',
      '/',
      'http://xn--bcher-kva.example:80',
    ],
  ])('%s is printed, sent and connected to as Go would', (given, ...expected) => {
    const url = urlOf(given)
    expect([url.text, url.host, url.target, url.origin?.key]).toEqual(expected)
  })

  it('sends a query beyond ASCII as UTF-8 bytes', () => {
    expect(urlOf('http://h/?q=é').target).toBe('/?q=\u00c3\u00a9')
  })

  it('hides user and password in its clean form', () => {
    expect(urlOf('http://ann:s%40crt@h/x y')).toMatchObject({
      clean: 'http://****:****@h/x%20y',
      username: 'ann',
      password: 's@crt',
    })
    expect(urlOf('http://ann@h/x')).toMatchObject({ clean: 'http://****@h/x', username: 'ann', password: undefined })
  })

  it.each(['', '/path', 'ftp://h/', 'http:///x', 'mailto:a@b'])('%j can be read but not reached', (given) => {
    expect(urlOf(given).origin).toBeUndefined()
  })

  it.each([
    ['127.0.0.1:80/x', 'first path segment in URL cannot contain colon'],
    ['http://a b/', 'invalid character " " in host name'],
    ['http://h:port/', 'invalid port ":port" after host'],
    ['http://h/%zz', 'invalid URL escape "%zz"'],
    ['http://h/\n', 'net/url: invalid control character in URL'],
    [':x', 'missing protocol scheme'],
    ['http://[::1/', "missing ']' in host"],
  ])('%j is refused in the words of Go', (given, problem) => {
    expect(parseRequestUrl(given)).toEqual({ ok: false, problems: [`parse ${JSON.stringify(given)}: ${problem}`] })
  })
})

/** RFC 3986, 5.4.1 and 5.4.2, those that name a host. */
describe('a reference', () => {
  it.each([
    ['g', 'http://a/b/c/g'],
    ['./g', 'http://a/b/c/g'],
    ['g/', 'http://a/b/c/g/'],
    ['/g', 'http://a/g'],
    ['//g', 'http://g'],
    ['?y', 'http://a/b/c/d;p?y'],
    ['g?y', 'http://a/b/c/g?y'],
    ['#s', 'http://a/b/c/d;p?q#s'],
    ['g#s', 'http://a/b/c/g#s'],
    [';x', 'http://a/b/c/;x'],
    ['', 'http://a/b/c/d;p?q'],
    ['.', 'http://a/b/c/'],
    ['..', 'http://a/b/'],
    ['../g', 'http://a/b/g'],
    ['../..', 'http://a/'],
    ['../../../g', 'http://a/g'],
    ['g/../h', 'http://a/b/c/h'],
    ['https://x/y', 'https://x/y'],
  ])('%j leads from http://a/b/c/d;p?q to %s', (reference, expected) => {
    const url = resolveReference(urlOf('http://a/b/c/d;p?q'), reference)
    expect(url.ok && url.value.text).toBe(expected)
  })
})
