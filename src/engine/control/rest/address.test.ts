import { expect, it } from 'vitest'
import { formatAddress, isLoopback, parseAddress } from './address.ts'

it.each([
  ['localhost:6565', { host: 'localhost', port: 6565 }],
  ['127.0.0.1:0', { host: '127.0.0.1', port: 0 }],
  [':6565', { host: 'localhost', port: 6565 }],
  ['[::1]:80', { host: '::1', port: 80 }],
  ['load.example:65535', { host: 'load.example', port: 65_535 }],
])('reads %s', (text, address) => {
  expect(parseAddress(text, '--address')).toEqual({ ok: true, value: address })
})

it.each(['6565', 'localhost', 'localhost:', 'localhost:65536', '::1:80', '[::1', '[nothing]:80', ''])(
  'refuses %j and says how it is written',
  (text) => {
    expect(parseAddress(text, '--address')).toEqual({
      ok: false,
      problems: [`--address must be HOST:PORT such as localhost:6565, got '${text}'`],
    })
  },
)

it('prints an IPv6 address as URLs have it', () => {
  expect(formatAddress({ host: '::1', port: 80 })).toBe('[::1]:80')
})

it.each([
  ['localhost', true],
  ['LOCALHOST', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['localhost.evil.example', false],
  ['', false],
])('knows whether only this machine reaches %j: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
