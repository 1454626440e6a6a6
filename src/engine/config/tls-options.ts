import { type Parsed, parsed } from '../../base/result.ts'
import { choice, type Codec, isObject, type JsonCodec, mustBe, scalar, text } from './codec.ts'
import { jsonList, jsonText, list } from './collections.ts'
import { FieldReader } from './field-reader.ts'
import type { HttpOptions, TlsAuth, TlsVersion } from './run-config.ts'

const versions = ['tls1.0', 'tls1.1', 'tls1.2', 'tls1.3'] as const
const version: JsonCodec<TlsVersion> = choice(versions)

type TlsRange = HttpOptions['tlsVersion']

/** `"tls1.2"` means exactly this one; `{min, max}` a range open where nothing is said. */
export const tlsVersionCodec: Codec<TlsRange> = jsonText({
  fromJson: (value, at): Parsed<TlsRange> => {
    if (!isObject(value)) {
      const only = version.fromJson(value, at)
      return only.ok ? parsed({ min: only.value, max: only.value }) : only
    }
    const fields = new FieldReader(value, (field) => `${at}.${field}`)
    const range = { min: fields.optional('min', version), max: fields.optional('max', version) }
    if (range.min !== undefined && range.max !== undefined && range.min > range.max) {
      fields.refuse('min', `must not be above max (${range.max}), got ${range.min}`)
    }
    return fields.finish(range)
  },
  toJson: ({ min, max }) => ({ min: min ?? '', max: max ?? '' }),
})

/** Go's names of what its TLS can do. */
const cipherSuites = [
  'TLS_RSA_WITH_RC4_128_SHA',
  'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
  'TLS_RSA_WITH_AES_128_CBC_SHA',
  'TLS_RSA_WITH_AES_256_CBC_SHA',
  'TLS_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_RC4_128_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305',
  'TLS_ECDHE_RSA_WITH_RC4_128_SHA',
  'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305',
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
] as const

const cipherSuite: Codec<string> = scalar<string>({
  expected: 'a cipher suite by its Go name, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  parse: (value) => cipherSuites.find((known) => known === value),
})

export const cipherSuitesCodec: Codec<readonly string[]> = list(cipherSuite)

const pem = (what: string): JsonCodec<string> => ({
  fromJson: (value, at) =>
    typeof value === 'string' && value.includes('-----BEGIN ')
      ? parsed(value)
      : mustBe(at, `the text of a ${what} in PEM form (open() reads it from a file)`, value),
  toJson: (value) => value,
})

const domains: JsonCodec<readonly string[]> = jsonList(text)

const tlsAuth: JsonCodec<TlsAuth> = {
  fromJson: (value, at) => {
    if (!isObject(value)) return mustBe(at, 'an object with cert and key', value)
    const fields = new FieldReader(value, (field) => `${at}.${field}`)
    const auth = {
      cert: fields.required('cert', pem('certificate'), ''),
      key: fields.required('key', pem('private key'), ''),
      password: fields.optional('password', text),
      domains: fields.withDefault('domains', domains, []),
    }
    if (auth.key.includes('BEGIN ENCRYPTED PRIVATE KEY')) {
      fields.refuse('key', 'is an encrypted PKCS#8 key, which k6 does not read either: decrypt it with openssl pkcs8')
    }
    return fields.finish(auth)
  },
  toJson: ({ cert, key, password, domains: names }) => ({ cert, key, password: password ?? null, domains: names }),
}

export const tlsAuthCodec: Codec<readonly TlsAuth[]> = jsonText(jsonList(tlsAuth))
