import { createSecureContext, getCACertificates, type SecureContext, type SecureVersion } from 'node:tls'
import { UserError } from '../../base/errors.ts'
import type { TlsAuth, TlsVersion } from '../config/run-config.ts'

export interface TlsOptions {
  readonly insecureSkipTLSVerify: boolean
  readonly tlsCipherSuites: readonly string[]
  readonly tlsVersion: { readonly min: TlsVersion | undefined; readonly max: TlsVersion | undefined }
  readonly tlsAuth: readonly TlsAuth[]
}

const openSslVersions: Readonly<Record<TlsVersion, SecureVersion>> = {
  'tls1.0': 'TLSv1',
  'tls1.1': 'TLSv1.1',
  'tls1.2': 'TLSv1.2',
  'tls1.3': 'TLSv1.3',
}

/** Go's names of the suites below TLS 1.3 and OpenSSL's. */
const openSslSuites: Readonly<Record<string, string>> = {
  TLS_RSA_WITH_AES_128_CBC_SHA: 'AES128-SHA',
  TLS_RSA_WITH_AES_256_CBC_SHA: 'AES256-SHA',
  TLS_RSA_WITH_AES_128_CBC_SHA256: 'AES128-SHA256',
  TLS_RSA_WITH_AES_128_GCM_SHA256: 'AES128-GCM-SHA256',
  TLS_RSA_WITH_AES_256_GCM_SHA384: 'AES256-GCM-SHA384',
  TLS_RSA_WITH_3DES_EDE_CBC_SHA: 'DES-CBC3-SHA',
  TLS_RSA_WITH_RC4_128_SHA: 'RC4-SHA',
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: 'ECDHE-ECDSA-AES128-SHA',
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: 'ECDHE-ECDSA-AES256-SHA',
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: 'ECDHE-ECDSA-AES128-SHA256',
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: 'ECDHE-ECDSA-AES256-GCM-SHA384',
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305: 'ECDHE-ECDSA-CHACHA20-POLY1305',
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: 'ECDHE-ECDSA-CHACHA20-POLY1305',
  TLS_ECDHE_ECDSA_WITH_RC4_128_SHA: 'ECDHE-ECDSA-RC4-SHA',
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: 'ECDHE-RSA-AES128-SHA',
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA: 'ECDHE-RSA-AES256-SHA',
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256: 'ECDHE-RSA-AES128-SHA256',
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: 'ECDHE-RSA-AES128-GCM-SHA256',
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: 'ECDHE-RSA-AES256-GCM-SHA384',
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305: 'ECDHE-RSA-CHACHA20-POLY1305',
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: 'ECDHE-RSA-CHACHA20-POLY1305',
  TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA: 'ECDHE-RSA-DES-CBC3-SHA',
  TLS_ECDHE_RSA_WITH_RC4_128_SHA: 'ECDHE-RSA-RC4-SHA',
}

/** Go lets nobody choose among these: they are always offered. */
const modernSuites = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']

/** OpenSSL 3 refuses TLS below 1.2 unless told so. */
const lowSecurity = '@SECLEVEL=0'

/** TLS as the run's options want it. A context costs milliseconds, so there is one for each client certificate. */
export class TlsSettings {
  readonly verify: boolean
  readonly #options: TlsOptions
  readonly #ciphers: string | undefined
  readonly #contexts = new Map<TlsAuth | undefined, SecureContext>()

  constructor(options: TlsOptions) {
    this.#options = options
    this.verify = !options.insecureSkipTLSVerify
    this.#ciphers = cipherList(options)
  }

  contextFor(hostname: string): SecureContext {
    const auth = this.#options.tlsAuth.find(({ domains }) => servesHost(domains, hostname))
    const known = this.#contexts.get(auth)
    if (known !== undefined) return known
    const context = this.#makeContext(auth)
    this.#contexts.set(auth, context)
    return context
  }

  #makeContext(auth: TlsAuth | undefined): SecureContext {
    const { min, max } = this.#options.tlsVersion
    return createSecureContext({
      minVersion: openSslVersions[min ?? 'tls1.2'],
      maxVersion: openSslVersions[max ?? 'tls1.3'],
      ...(this.#ciphers === undefined ? {} : { ciphers: this.#ciphers }),
      ...(this.verify ? { ca: trustedCertificates() } : {}),
      ...(auth === undefined ? {} : { cert: auth.cert, key: auth.key }),
      ...(auth?.password === undefined ? {} : { passphrase: auth.password }),
    })
  }
}

let trusted: string[] | undefined

/** The machine's trust store (which SSL_CERT_FILE and SSL_CERT_DIR move), as Go uses it, and Node's own. */
function trustedCertificates(): string[] {
  trusted ??= [...new Set([...getCACertificates('system'), ...getCACertificates('default')])]
  return trusted
}

function servesHost(domains: readonly string[], hostname: string): boolean {
  if (domains.length === 0) return true
  return domains.some((domain) =>
    domain.startsWith('*.') ? hostname.endsWith(domain.slice(1).toLowerCase()) : domain.toLowerCase() === hostname,
  )
}

function cipherList({ tlsCipherSuites, tlsVersion }: TlsOptions): string | undefined {
  const isOld = tlsVersion.min === 'tls1.0' || tlsVersion.min === 'tls1.1'
  if (tlsCipherSuites.length === 0) return isOld ? `DEFAULT:${lowSecurity}` : undefined
  const chosen = tlsCipherSuites.filter((name) => !modernSuites.includes(name)).map(openSslName)
  return [...modernSuites, ...chosen, ...(isOld ? [lowSecurity] : [])].join(':')
}

function openSslName(suite: string): string {
  const name = openSslSuites[suite]
  if (name !== undefined) return name
  throw new UserError('UNKNOWN_CIPHER_SUITE', `tlsCipherSuites: unknown cipher suite '${suite}'`, {
    hint: `use Go's names: ${Object.keys(openSslSuites).join(', ')}`,
  })
}

const goVersions: Readonly<Record<string, TlsVersion>> = {
  TLSv1: 'tls1.0',
  'TLSv1.1': 'tls1.1',
  'TLSv1.2': 'tls1.2',
  'TLSv1.3': 'tls1.3',
}

/** `TLSv1.3` -> `tls1.3`. */
export const goVersion = (openSsl: string | null): TlsVersion | '' => goVersions[openSsl ?? ''] ?? ''
