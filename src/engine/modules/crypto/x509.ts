import { X509Certificate } from 'node:crypto'
import { toBytes } from '../bytes.ts'
import { namespaceOf } from '../namespace.ts'
import type { ModuleFactory } from '../vu.ts'
import { firstValueOf, lastValueOf, type NamePart, parseName, valuesOf } from './distinguished-name.ts'
import { describePublicKey, type PublicKey } from './public-key.ts'
import { GoError } from '../go-error.ts'

interface Issuer {
  readonly commonName: string
  readonly country: string
  readonly stateOrProvinceName: string
  readonly localityName: string
  readonly organizationName: string
  readonly names: readonly NamePart[]
}

interface Subject extends Issuer {
  readonly postalCode: string
  readonly streetAddress: string
  readonly organizationalUnitName: readonly string[]
}

interface Certificate {
  readonly subject: Subject
  readonly issuer: Issuer
  readonly notBefore: string
  readonly notAfter: string
  readonly altNames: readonly string[]
  readonly signatureAlgorithm: string
  /** SHA-1 of the whole certificate. */
  readonly fingerPrint: readonly number[]
  readonly publicKey: PublicKey
}

function read(encoded: unknown): X509Certificate {
  const text = Buffer.from(toBytes(encoded)).toString('latin1')
  if (!text.includes('-----BEGIN ')) throw new GoError('failed to decode certificate PEM file')
  try {
    return new X509Certificate(text)
  } catch (error) {
    throw new GoError(`failed to parse certificate: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

function issuerFrom(names: readonly NamePart[]): Issuer {
  return {
    commonName: lastValueOf(names, 'CN'),
    country: firstValueOf(names, 'C'),
    stateOrProvinceName: firstValueOf(names, 'ST'),
    localityName: firstValueOf(names, 'L'),
    organizationName: firstValueOf(names, 'O'),
    names,
  }
}

function subjectOf(certificate: X509Certificate): Subject {
  const names = parseName(certificate.subject)
  return {
    ...issuerFrom(names),
    postalCode: firstValueOf(names, 'postalCode'),
    streetAddress: firstValueOf(names, 'street'),
    organizationalUnitName: valuesOf(names, 'OU'),
  }
}

const kindsOfAltNames = ['DNS', 'email', 'IP Address', 'URI']

/** DNS names first, then mail addresses, IP addresses and URIs, as k6 lists them. */
function altNamesOf({ subjectAltName }: X509Certificate): string[] {
  const entries = (subjectAltName ?? '').match(/(?:"(?:\\.|[^"])*"|[^",])+/g) ?? []
  const names = entries.map((entry) => {
    const [, kind = '', value = ''] = /^\s*([^:]*):(.*)$/.exec(entry) ?? []
    return { kind, value: value.startsWith('"') ? String(JSON.parse(value)) : value }
  })
  return kindsOfAltNames.flatMap((wanted) =>
    names
      .filter(({ kind }) => kind === wanted)
      .map(({ kind, value }) => (kind === 'IP Address' ? shortIp(value) : value)),
  )
}

/** IPv6 in its canonical short form (RFC 5952). */
const shortIp = (address: string): string =>
  address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address

/** Go's names of signature algorithms. */
const signatureAlgorithms: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'MD2-RSA',
  '1.2.840.113549.1.1.4': 'MD5-RSA',
  '1.2.840.113549.1.1.5': 'SHA1-RSA',
  '1.2.840.113549.1.1.11': 'SHA256-RSA',
  '1.2.840.113549.1.1.12': 'SHA384-RSA',
  '1.2.840.113549.1.1.13': 'SHA512-RSA',
  '1.2.840.10040.4.3': 'DSA-SHA1',
  '2.16.840.1.101.3.4.3.2': 'DSA-SHA256',
  '1.2.840.10045.4.1': 'ECDSA-SHA1',
  '1.2.840.10045.4.3.2': 'ECDSA-SHA256',
  '1.2.840.10045.4.3.3': 'ECDSA-SHA384',
  '1.2.840.10045.4.3.4': 'ECDSA-SHA512',
  '1.3.101.112': 'Ed25519',
}

const RSA_PSS = '1.2.840.113549.1.1.10'

/** The hash of RSA-PSS is a parameter: its object identifier, here with the last byte of it, stands in the signature's part. */
const pssHashes = [
  ['608648016503040201', 'SHA256-RSAPSS'],
  ['608648016503040202', 'SHA384-RSAPSS'],
  ['608648016503040203', 'SHA512-RSAPSS'],
] as const

function signatureAlgorithmOf({ signatureAlgorithmOid, raw }: X509Certificate): string {
  const known = signatureAlgorithms[signatureAlgorithmOid ?? '']
  if (known !== undefined) return known
  const pss =
    signatureAlgorithmOid === RSA_PSS ? pssHashes.find(([oid]) => raw.includes(Buffer.from(oid, 'hex'))) : undefined
  return pss?.[1] ?? 'UnknownSignatureAlgorithm'
}

/** RFC 3339 in whole seconds. */
const timestamp = (date: Date): string => date.toISOString().replace('.000Z', 'Z')

const issuerOf = (certificate: X509Certificate): Issuer => issuerFrom(parseName(certificate.issuer))

function parse(encoded: unknown): Certificate {
  const certificate = read(encoded)
  return {
    subject: subjectOf(certificate),
    issuer: issuerOf(certificate),
    notBefore: timestamp(certificate.validFromDate),
    notAfter: timestamp(certificate.validToDate),
    altNames: altNamesOf(certificate),
    signatureAlgorithm: signatureAlgorithmOf(certificate),
    fingerPrint: [...Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex')],
    publicKey: describePublicKey(certificate.publicKey),
  }
}

export const x509: ModuleFactory = () =>
  namespaceOf({
    parse,
    getAltNames: (encoded: unknown) => altNamesOf(read(encoded)),
    getIssuer: (encoded: unknown) => issuerOf(read(encoded)),
    getSubject: (encoded: unknown) => subjectOf(read(encoded)),
  })
