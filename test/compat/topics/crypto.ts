import { createHash, createHmac } from 'node:crypto'
import { expect } from '../expect.ts'
import type { CompatScript } from '../compat-script.ts'
import { throws, topic } from '../topic.ts'

const digest = (name: string, encoding: 'hex' | 'base64' | 'base64url' = 'hex'): string =>
  createHash(name).update('hello world').digest(encoding)
const hmac = (name: string): string => createHmac(name, 'secret').update('hello world').digest('hex')

/** k6/crypto and the global crypto. */
export const cryptography: readonly CompatScript[] = [
  topic({
    name: 'k6/crypto',
    shared: `import crypto, { createHash, createHMAC, hmac, md5, sha256 } from 'k6/crypto'`,
    cases: {
      'md5, sha1, sha256, sha384 and sha512 as hex': [
        `return ['md5', 'sha1', 'sha256', 'sha384', 'sha512'].map((name) => crypto[name]('hello world', 'hex'))`,
        ['md5', 'sha1', 'sha256', 'sha384', 'sha512'].map((name) => digest(name)),
      ],
      'sha512_224, sha512_256 and ripemd160': [
        `return ['sha512_224', 'sha512_256', 'ripemd160'].map((name) => crypto[name]('hello world', 'hex'))`,
        ['sha512-224', 'sha512-256', 'ripemd160'].map((name) => digest(name)),
      ],
      // RFC 1320, A.5
      'md4 as in RFC 1320': [`return crypto.md4('message digest', 'hex')`, 'd9130a8164549fe818874806e1c7014b'],
      'base64, base64url and base64rawurl': [
        `return ['base64', 'base64url', 'base64rawurl'].map((encoding) => sha256('hello world', encoding))`,
        [
          digest('sha256', 'base64'),
          digest('sha256', 'base64').replaceAll('+', '-').replaceAll('/', '_'),
          digest('sha256', 'base64url'),
        ],
      ],
      'binary as ArrayBuffer': [
        `const b = md5('hello world', 'binary'); return [b instanceof ArrayBuffer, b.byteLength]`,
        [true, 16],
      ],
      'bytes as input': [
        `return md5(new Uint8Array([104, 105]).buffer, 'hex')`,
        createHash('md5').update('hi').digest('hex'),
      ],
      'hmac of every hash': [
        `return ['md5', 'sha1', 'sha256', 'sha512'].map((name) => hmac(name, 'secret', 'hello world', 'hex'))`,
        ['md5', 'sha1', 'sha256', 'sha512'].map(hmac),
      ],
      'createHash takes its input in pieces': [
        `const h = createHash('sha256'); h.update('hello '); h.update('world'); return h.digest('hex')`,
        digest('sha256'),
      ],
      'createHMAC takes its input in pieces': [
        `const h = createHMAC('sha256', 'secret'); h.update('hello '); h.update('world'); return h.digest('hex')`,
        hmac('sha256'),
      ],
      'an unknown algorithm is an error': [`hmac('sha3', 'key', 'x', 'hex')`, throws(/sha3|algorithm/i)],
      'randomBytes gives so many bytes': [
        `const a = crypto.randomBytes(16), b = crypto.randomBytes(16); return [a.byteLength, crypto.hexEncode(a) !== crypto.hexEncode(b)]`,
        [16, true],
      ],
      'randomBytes of less than one byte is an error': [`crypto.randomBytes(0)`, throws(/invalid size/)],
      hexEncode: [`return crypto.hexEncode(new Uint8Array([0, 255, 16]).buffer)`, '00ff10'],
    },
  }),
  topic({
    name: 'the global crypto',
    isAsync: true,
    shared: `const text = (s) => new Uint8Array([...s].map((c) => c.charCodeAt(0)))
const hex = (buffer) => Array.from(new Uint8Array(buffer), (b) => b.toString(16).padStart(2, '0')).join('')`,
    cases: {
      'has random values and UUIDs': [
        `const a = crypto.getRandomValues(new Uint8Array(8)); return [a.length, /^[0-9a-f-]{36}$/.test(crypto.randomUUID())]`,
        [8, true],
      ],
      digests: [`return hex(await crypto.subtle.digest('SHA-256', text('hello world')))`, digest('sha256')],
      'signs and verifies with HMAC': [
        `const key = await crypto.subtle.importKey('raw', text('secret'), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
        const signature = await crypto.subtle.sign('HMAC', key, text('hello world'))
        return [hex(signature), await crypto.subtle.verify('HMAC', key, signature, text('hello world'))]`,
        [hmac('sha256'), true],
      ],
      'encrypts and decrypts with AES-GCM': [
        `const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
        const iv = crypto.getRandomValues(new Uint8Array(12))
        const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text('tea'))
        return String.fromCharCode(...new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)))`,
        'tea',
      ],
      'signs and verifies with ECDSA': [
        `const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
        const by = { name: 'ECDSA', hash: { name: 'SHA-256' } }
        const signature = await crypto.subtle.sign(by, privateKey, text('x'))
        return [await crypto.subtle.verify(by, publicKey, signature, text('x')), await crypto.subtle.verify(by, publicKey, signature, text('y'))]`,
        [true, false],
      ],
      'derives keys with PBKDF2': [
        `const key = await crypto.subtle.importKey('raw', text('password'), 'PBKDF2', false, ['deriveBits'])
        return hex(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: text('salt'), iterations: 1 }, key, 256))`,
        // RFC 7914, 11 has PBKDF2-HMAC-SHA-256 with other input; this value is of the widely used test vectors for it.
        '120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b',
      ],
    },
  }),
  topic({
    name: 'globals',
    cases: {
      'TextEncoder and TextDecoder': [
        `return [Array.from(new TextEncoder().encode('é')), new TextDecoder().decode(new Uint8Array([195, 169]))]`,
        [[195, 169], 'é'],
      ],
      'there is no fetch, no URL, no process, no Buffer': [
        `return [typeof fetch, typeof URL, typeof process, typeof Buffer, typeof window]`,
        ['undefined', 'undefined', 'undefined', 'undefined', 'undefined'],
      ],
      'global is globalThis': [`return global === globalThis`, true],
      'the usual objects of the language are there': [
        `return [typeof Map, typeof Symbol, typeof Proxy, typeof Reflect, typeof JSON, typeof Promise, typeof WeakMap, typeof BigInt]`,
        ['function', 'function', 'function', 'object', 'object', 'function', 'function', 'function'],
      ],
      '__VU, __ITER and __ENV are there': [`return [__VU, __ITER, typeof __ENV]`, [1, 4, 'object']],
      'what is written to globalThis stays in the VU': [`globalThis.mine = 7; return mine`, 7],
    },
    promises: {
      'the run ends with 0': ({ exitCode }) => expect(exitCode).toBe(0),
    },
  }),
]
