import { expect, it, vi } from 'vitest'
import { makeGlobals } from './globals.ts'
import { fakeVu } from './testing/fake-vu.ts'

const hex = (bytes: unknown): string => Buffer.from(bytes as ArrayBuffer).toString('hex')
const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))
const text = (value: string): Uint8Array => new TextEncoder().encode(value)
const { crypto } = makeGlobals(fakeVu())
const { subtle } = crypto
const call = (name: string, ...args: unknown[]): Promise<unknown> => subtle[name]!(...args)

// FIPS 180 (abc), RFC 4231 case 2, RFC 6070-style PBKDF2-HMAC-SHA-256 (RFC 7914, 11), NIST SP 800-38A F.2.1 and F.5.1.
it.each([
  ['SHA-1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['SHA-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('digests with %s', async (algorithm, digest) => {
  expect(hex(await call('digest', algorithm, text('abc')))).toBe(digest)
})

it('signs with HMAC', async () => {
  const key = await call('importKey', 'raw', text('Jefe'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  const signature = await call('sign', 'HMAC', key, text('what do ya want for nothing?'))
  expect(hex(signature)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
  expect(await call('verify', 'HMAC', key, signature, text('what do ya want for nothing?'))).toBe(true)
})

it('derives bits with PBKDF2', async () => {
  const key = await call('importKey', 'raw', text('passwd'), 'PBKDF2', false, ['deriveBits'])
  const bits = await call(
    'deriveBits',
    { name: 'PBKDF2', hash: 'SHA-256', salt: text('salt'), iterations: 1 },
    key,
    256,
  )
  expect(hex(bits)).toBe('55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc')
})

it.each([
  [
    { name: 'AES-CTR', counter: fromHex('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff'), length: 64 },
    '874d6191b620e3261bef6864990db6ce',
  ],
  [
    { name: 'AES-CBC', iv: fromHex('000102030405060708090a0b0c0d0e0f') },
    '7649abac8119b246cee98e9b12e9197d8964e0b149c10b7b682e6e39aaeb731c',
  ],
])('encrypts and decrypts with $name', async (algorithm, cipher) => {
  const raw = fromHex('2b7e151628aed2a6abf7158809cf4f3c')
  const plain = fromHex('6bc1bee22e409f96e93d7e117393172a')
  const key = await call('importKey', 'raw', raw, algorithm.name, true, ['encrypt', 'decrypt'])
  const encrypted = await call('encrypt', algorithm, key, plain)
  expect(hex(encrypted)).toBe(cipher)
  expect(hex(await call('decrypt', algorithm, key, encrypted))).toBe(hex(plain))
  expect(hex(await call('exportKey', 'raw', key))).toBe(hex(raw))
})

it.each([
  [
    { name: 'ECDSA', namedCurve: 'P-256' },
    { name: 'ECDSA', hash: 'SHA-256' },
  ],
  [
    { name: 'RSA-PSS', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
    { name: 'RSA-PSS', saltLength: 32 },
  ],
])('makes keys that sign with $name', async (algorithm, signing) => {
  const { privateKey, publicKey } = (await call('generateKey', algorithm, true, ['sign', 'verify'])) as Record<
    string,
    unknown
  >
  const signature = await call('sign', signing, privateKey, text('hello'))
  expect(await call('verify', signing, publicKey, signature, text('hello'))).toBe(true)
  expect(await call('verify', signing, publicKey, signature, text('hullo'))).toBe(false)
})

it('keeps the iteration alive until the answer was used', async () => {
  const vu = fakeVu()
  const promise = makeGlobals(vu).crypto.subtle['digest']!('SHA-1', text('abc'))
  expect(vu.pending()).toBe(1)
  await promise
  await vi.waitUntil(() => vu.pending() === 0)
})

it('rejects what Web Crypto does not know', async () => {
  await expect(call('digest', 'MD5', text('abc'))).rejects.toThrow('Unrecognized algorithm name')
})

it('gives random values and identifiers', () => {
  const values = crypto.getRandomValues(new Uint32Array(8))
  expect(new Set(values).size).toBeGreaterThan(1)
  expect(() => crypto.getRandomValues(new Uint8Array(65_537))).toThrow('65,536 bytes')
  expect(crypto.randomUUID()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})

it('encodes and decodes text', () => {
  const { TextEncoder, TextDecoder } = makeGlobals(fakeVu())
  expect(new TextDecoder().decode(new TextEncoder().encode('grüß'))).toBe('grüß')
})
