import { expect, it } from 'vitest'
import { fakeVu } from '../testing/fake-vu.ts'
import { crypto } from './module.ts'

type Fn = (...args: unknown[]) => unknown
interface Hasher {
  update: (data: unknown) => void
  digest: (encoding: string) => unknown
}
const module = crypto(fakeVu()) as Record<string, Fn>
const call = (name: string, ...args: unknown[]): unknown => (module[name] as Fn)(...args)
const hex = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, 'hex')).buffer

it.each([
  ['md4', '', '31d6cfe0d16ae931b73c59d7e0c089c0'],
  ['md4', 'abc', 'a448017aaf21d8525fc10ae87aa6729d'],
  [
    'md4',
    '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
    'e33b4ddc9c38f2199c3e7b164fcc0536',
  ],
  ['md5', 'abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['sha1', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['sha256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['sha384', 'abc', 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7'],
  [
    'sha512',
    'abc',
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  ],
  ['sha512_224', 'abc', '4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa'],
  ['sha512_256', 'abc', '53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23'],
  ['ripemd160', 'abc', '8eb208f7e05d987a9b044a8e98c6b087f15a0bfc'],
])('hashes with %s as its standard says', (algorithm, message, digest) => {
  expect(call(algorithm, message, 'hex')).toBe(digest)
})

// RFC 2202 cases 1, 2 and 6 (key longer than a block); RFC 4231 cases 1 and 6.
const long80 = 'aa'.repeat(80)
const long131 = 'aa'.repeat(131)
const longMessage = 'Test Using Larger Than Block-Size Key - Hash Key First'
it.each([
  ['md5', '0b'.repeat(16), 'Hi There', '9294727a3638bb1c13f48ef8158bfc9d'],
  ['sha1', '4a656665', 'what do ya want for nothing?', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
  ['sha1', long80, longMessage, 'aa4ae5e15272d00e95705637ce8a3b55ed402112'],
  ['sha256', '0b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  ['sha256', long131, longMessage, '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54'],
  [
    'sha512',
    long131,
    longMessage,
    '80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598',
  ],
])('signs with HMAC-%s as its standard says', (algorithm, key, message, signature) => {
  expect(call('hmac', algorithm, hex(key), message, 'hex')).toBe(signature)
})

it.each([
  ['hex', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['base64', 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0='],
  ['base64url', 'qZk-NkcGgWq6PiVxeFDCbJzQ2J0='],
  ['base64rawurl', 'qZk-NkcGgWq6PiVxeFDCbJzQ2J0'],
])('gives a digest as %s', (encoding, digest) => {
  expect(call('sha1', 'abc', encoding)).toBe(digest)
})

it('gives a binary digest as an ArrayBuffer of its own', () => {
  const digest = call('md5', 'abc', 'binary')
  expect(digest).toBeInstanceOf(ArrayBuffer)
  expect(call('hexEncode', digest)).toBe('900150983cd24fb0d6963f7d28e17f72')
})

it.each(['createHash', 'createHMAC'])('goes on after a digest of %s was read', (name) => {
  const whole = call(name, 'sha256', 'key') as Hasher
  const parts = call(name, 'sha256', 'key') as Hasher
  whole.update('hello world')
  parts.update('hello')
  expect(parts.digest('hex')).toBe(parts.digest('hex'))
  parts.update(hex(Buffer.from(' world').toString('hex')))
  expect(parts.digest('hex')).toBe(whole.digest('hex'))
})

it.each([
  ['an unknown algorithm', () => call('createHMAC', 'sha3', 'key'), 'invalid algorithm: sha3'],
  ['an unknown encoding', () => call('md5', 'abc', 'octal'), 'invalid output encoding: octal'],
  ['no encoding', () => call('md5', 'abc'), 'invalid output encoding: '],
  [
    'data that is neither text nor bytes',
    () => call('md5', 5, 'hex'),
    'md5 failed: invalid type int64, expected string, []byte or ArrayBuffer',
  ],
  ['no size', () => call('randomBytes', 0), 'invalid size'],
])('refuses %s', (_, act, message) => {
  expect(act).toThrow(message)
})

it('makes random bytes of the wanted size', () => {
  const bytes = call('randomBytes', 33) as ArrayBuffer
  expect(bytes.byteLength).toBe(33)
  expect(call('hexEncode', call('randomBytes', 33))).not.toBe(call('hexEncode', bytes))
})
