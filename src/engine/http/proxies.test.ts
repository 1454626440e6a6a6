import { expect, it } from 'vitest'
import { Proxies } from './proxies.ts'
import { urlOf } from './testing/call.ts'

const env = { HTTP_PROXY: 'http://proxy.test:3128', HTTPS_PROXY: 'pat:w%40rd@secure.test:8080' }

function proxyFor(url: string, more: Readonly<Record<string, string>> = {}): string | undefined {
  const { origin } = urlOf(url)
  if (origin === undefined) throw new Error(`${url} has no origin`)
  return new Proxies({ ...env, ...more }).proxyFor(origin)?.hostname
}

it('takes one proxy for http and one for https', () => {
  expect(proxyFor('http://example.com/')).toBe('proxy.test')
  expect(proxyFor('https://example.com/')).toBe('secure.test')
})

it('reads lower case names, and user and password', () => {
  const { origin } = urlOf('http://example.com/')
  const proxies = new Proxies({ http_proxy: env.HTTPS_PROXY })
  expect(origin && proxies.proxyFor(origin)).toEqual({
    hostname: 'secure.test',
    port: 8080,
    authorization: `Basic ${Buffer.from('pat:w@rd').toString('base64')}`,
  })
})

it.each(['http://localhost/', 'http://127.0.0.1/', 'http://127.9.9.9/', 'http://[::1]/'])('asks none for %s', (url) => {
  expect(proxyFor(url)).toBeUndefined()
})

it.each([
  ['*', 'http://example.com/', undefined],
  ['example.com', 'http://example.com/', undefined],
  ['example.com', 'http://www.example.com/', undefined],
  ['example.com', 'http://notexample.com/', 'proxy.test'],
  ['.example.com', 'http://example.com/', 'proxy.test'],
  ['*.example.com', 'http://www.example.com/', undefined],
  ['example.com:8080', 'http://example.com/', 'proxy.test'],
  ['example.com:8080', 'http://example.com:8080/', undefined],
  ['10.0.0.0/8', 'http://10.1.2.3/', undefined],
  ['10.0.0.0/8', 'http://11.1.2.3/', 'proxy.test'],
  ['fd00::/8', 'http://[fd00::1]/', undefined],
  [' other.test , 192.0.2.1', 'http://192.0.2.1/', undefined],
])('with NO_PROXY=%s goes to %s by %s', (NO_PROXY, url, expected) => {
  expect(proxyFor(url, { NO_PROXY })).toBe(expected)
})

it.each(['socks5://h:1', 'https://h:1'])('refuses %s with the way out', (text) => {
  expect(() => new Proxies({ HTTP_PROXY: text })).toThrow(/HTTP_PROXY: '.*' is not a proxy this can use/)
})
