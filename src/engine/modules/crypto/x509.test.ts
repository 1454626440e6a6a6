import { expect, it } from 'vitest'
import { fakeVu } from '../testing/fake-vu.ts'
import { x509 } from './x509.ts'

/** Made with OpenSSL 3.0; the expected values are what `openssl x509 -text` prints. */
const certificates = {
  rsa: `-----BEGIN CERTIFICATE-----
MIID7TCCA1agAwIBAgIUVusZ0FhIT5ajgbUE1mNfwT5H/RcwDQYJKoZIhvcNAQEL
BQAwgeUxCzAJBgNVBAYTAlpaMRMwEQYDVQQIDApLb3B1bmNlemlzMREwDwYDVQQH
DAhBc2h0aW5vazEOMAwGA1UEEQwFOTk5OTkxFzAVBgNVBAkMDjEgTWFpbiwgU3Ry
ZWV0MRwwGgYDVQQKDBNFeHVtYnJhbiBDb252ZW50aW9uMRkwFwYDVQQLDBBFeHVt
YnJhbiBDb3VuY2lsMRowGAYDVQQLDBFFeHVtYnJhbiBKYW5pdG9yczEXMBUGA1UE
AwwOZXhjb3VuY2lsLnRlc3QxFzAVBgkqhkiG9w0BCQEWCGFAYi50ZXN0MB4XDTI2
MTEyMzA2MDc1NVoXDTM2MTEyMDA2MDc1NVowgeUxCzAJBgNVBAYTAlpaMRMwEQYD
VQQIDApLb3B1bmNlemlzMREwDwYDVQQHDAhBc2h0aW5vazEOMAwGA1UEEQwFOTk5
OTkxFzAVBgNVBAkMDjEgTWFpbiwgU3RyZWV0MRwwGgYDVQQKDBNFeHVtYnJhbiBD
b252ZW50aW9uMRkwFwYDVQQLDBBFeHVtYnJhbiBDb3VuY2lsMRowGAYDVQQLDBFF
eHVtYnJhbiBKYW5pdG9yczEXMBUGA1UEAwwOZXhjb3VuY2lsLnRlc3QxFzAVBgkq
hkiG9w0BCQEWCGFAYi50ZXN0MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCl
yHnxwo59gKjnPa+R/F9CQ+dzaNGbdkNIYZNlS7VzkZ7R4fR600YE/6UrhND/P5Mq
x5xOBgGJXRlrHtEZeu0TwuuFRQi4/QZQK46q3xOavDXg31U06tmI8US7Z06+p+K2
6s1hR2frpHrfIidWE/gOf4dGEhakQYCz84yE+Y4utwIDAQABo4GXMIGUMHMGA1Ud
EQRsMGqCDmV4Y291bmNpbC50ZXN0ghJ3d3cuZXhjb3VuY2lsLnRlc3SBE2luZm9A
ZXhjb3VuY2lsLnRlc3SHBMAAAgGHECABDbgAAAAAAAAAAAAAAGiGF2h0dHA6Ly9l
eGNvdW5jaWwudGVzdC9hMB0GA1UdDgQWBBTKVcWlpgnGRR4/WXSDY7CfyiwYnzAN
BgkqhkiG9w0BAQsFAAOBgQAZ9eU3mS4E7hpP6WusrqEnNe5hqK3ke+0FhL2WgLDz
PFHt1oatzAjLRzdzyrqc8c0DE4+qJBUO5lk4d7JVPf/PrkNMmYnE2a2tZFw9yfLP
JYQPuavfZfJm029KhBpEvKD8VBuNMZSOHuI/la7zrmvVIYMcnBOlF1hCFlRiRexG
EQ==
-----END CERTIFICATE-----`,
  ec: `-----BEGIN CERTIFICATE-----
MIIBeTCCAR+gAwIBAgIUSMwi1tQw4UDKHny8I8g9V8/HT/4wCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHZWMudGVzdDAeFw0yNjExMjMwNjA2NDNaFw0zNjExMjAwNjA2
NDNaMBIxEDAOBgNVBAMMB2VjLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AATTTOlPHXQG0KImg6BAurme7FzFGVmQTFy8nxsC+PSbnDblBm3SbKopDHFwhQll
WrxDMWweCATcJyBwmRy8YYpmo1MwUTAdBgNVHQ4EFgQUjEljjTZah61m71bvuX2z
Kd1YbYYwHwYDVR0jBBgwFoAUjEljjTZah61m71bvuX2zKd1YbYYwDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBVuoztTsBYmQl1T/1rOj4kl/hJEp1R
a1fbIcv/MCi7vwIhAPX5utZW51r2vKvkxSdJGuIusB9GpZTLYqMGKXYKlYMx
-----END CERTIFICATE-----`,
  dsa: `-----BEGIN CERTIFICATE-----
MIIC3TCCAomgAwIBAgIUNclwQ4zhxbjKaPfSyQc249Y/1A4wCwYJYIZIAWUDBAMC
MBMxETAPBgNVBAMMCGRzYS50ZXN0MB4XDTI2MTEyMzA2MDc1NVoXDTM2MTEyMDA2
MDc1NVowEzERMA8GA1UEAwwIZHNhLnRlc3QwggG+MIIBMwYHKoZIzjgEATCCASYC
gYEAiLRC48B0hgDYxBfK05GXPfsw8KqXPIpbbjstZ60LazU0O4su7Uoh2XfOoKmI
yFhh/88ISy4ZUxJFu0KXn06kjmCV4h+qASeZYHboF7ls9ahExP4bBqikdRw+VoBa
2P9qxbWzcffNY5MlE6i+XMTipdCKeSIjQKzBxXeF6fHiD1UCHQDdN2YYkALWTEiz
k8qFz6n1tXTqjOPaaJzUEvzjAoGAYbp07dVoSnEmbfPKsvmFIMXC8QIdb8l4MiSd
pVyseM6Y/p0yfS+ss36muKRnnVa46qubg4h+lVtXoNxzarzb7vi3ZHatpgSDz2NT
rr0LvG3bIv2CsHAGCacliW48OqO5/hej0xZTIHXTQdRGXAAM4j8nEkevgGLobqTP
F0AH5cQDgYQAAoGAJVlXXQWacGbsFIMhu3X7fcJPZa2zaSpSZBXW3y3qVUEhSrza
qUpg38VT6VYWu7iTFWSptydVZRD3gPg/R7UugcShJksScrj1xZdRJzwom43RHR0N
8HzTyTBtP5yPppmotIGeDCuRPcrE1C3H8bSaW5kWDrLH+32nOJMGPiv9y86jUzBR
MB0GA1UdDgQWBBQUY6IrzR9/vWfTb86eH3tN9A0E5jAfBgNVHSMEGDAWgBQUY6Ir
zR9/vWfTb86eH3tN9A0E5jAPBgNVHRMBAf8EBTADAQH/MAsGCWCGSAFlAwQDAgNB
ADA+Ah0Azhcvy5T1NaQbldi+wdqT8vnGfuWCmnQx258mXAIdAK1XB2djDDYIUPiw
gSrn2Hq00CGswl72FFl9sOo=
-----END CERTIFICATE-----`,
  ed: `-----BEGIN CERTIFICATE-----
MIIBODCB66ADAgECAhQ+8HhMLgVEvT3c6Ahq22PDkcTTKDAFBgMrZXAwEjEQMA4G
A1UEAwwHZWQudGVzdDAeFw0yNjExMjMwNjA2MjVaFw0yNjEyMjMwNjA2MjVaMBIx
EDAOBgNVBAMMB2VkLnRlc3QwKjAFBgMrZXADIQDy9jsMxNiUuYmsgCu4I0YckpSw
DyQEjbyLUWXQ3Wmig6NTMFEwHQYDVR0OBBYEFLH7QsZxMEZfci/dyzXnY1T7iKE8
MB8GA1UdIwQYMBaAFLH7QsZxMEZfci/dyzXnY1T7iKE8MA8GA1UdEwEB/wQFMAMB
Af8wBQYDK2VwA0EAhNB/zNjNSKRsichySRl953eLEFDGeD4FQISL7FQJQHx9kUuU
HZ6MVcJ2gfjLh/pJZ3rLox1uGc7tuz/ZUUtBAQ==
-----END CERTIFICATE-----`,
  pss: `-----BEGIN CERTIFICATE-----
MIICYDCCAZWgAwIBAgIUFCzxFAnAywge/cLw4wjqHfyVG3cwQQYJKoZIhvcNAQEK
MDSgDzANBglghkgBZQMEAgIFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgIF
AKIDAgFOMA4xDDAKBgNVBAMMA3BzczAeFw0yNjExMjMwNjA2NDNaFw0yNjEyMjMw
NjA2NDNaMA4xDDAKBgNVBAMMA3BzczCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkC
gYEAyCqS8H6+lzyhVd8geLOwanq5eNfi7OBbLWNhlYKR7R/I+Ft7s501Gc7xS/eF
C/al7uU0LEJDW/Qf+Ghy6eNb4uKZFAPXBK6eUWy5Ln2Q2Pn5cdLKw/RdtDa4kNHs
yBRQaGsB8ftoy0GGV5x1RD+/+TjftMunbwxh3Px9mILxEY8CAwEAAaNTMFEwHQYD
VR0OBBYEFOUBjb/aPzskqcFqLtcWEqH8Vi0eMB8GA1UdIwQYMBaAFOUBjb/aPzsk
qcFqLtcWEqH8Vi0eMA8GA1UdEwEB/wQFMAMBAf8wQQYJKoZIhvcNAQEKMDSgDzAN
BglghkgBZQMEAgIFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgIFAKIDAgFO
A4GBAHcIT2/2XSTfD1uZolk5ih87xNgrBUtxDOQlonHmR68dEk3Fw6qlQkluND1/
2W7ENpGipPzeIOPgNa7pKJ1FEmWcSBnq8R78vAOB8FEhelPEacj6y+sK9y4/zfGs
51Sh+/+e74Y8rYMh6yxdZ74+72uT+cHdO+HlF6oF96lzSxG7
-----END CERTIFICATE-----`,
}

type Name = keyof typeof certificates
interface Module {
  readonly parse: (pem: unknown) => {
    readonly fingerPrint: number[]
    readonly publicKey: unknown
    readonly signatureAlgorithm: string
    readonly altNames: unknown
  }
  readonly getAltNames: (pem: unknown) => unknown
  readonly getIssuer: (pem: unknown) => unknown
  readonly getSubject: (pem: unknown) => unknown
}
const module = x509(fakeVu()) as unknown as Module

const names = [
  { type: '2.5.4.6', value: 'ZZ' },
  { type: '2.5.4.8', value: 'Kopuncezis' },
  { type: '2.5.4.7', value: 'Ashtinok' },
  { type: '2.5.4.17', value: '99999' },
  { type: '2.5.4.9', value: '1 Main, Street' },
  { type: '2.5.4.10', value: 'Exumbran Convention' },
  { type: '2.5.4.11', value: 'Exumbran Council' },
  { type: '2.5.4.11', value: 'Exumbran Janitors' },
  { type: '2.5.4.3', value: 'excouncil.test' },
  { type: '1.2.840.113549.1.9.1', value: 'a@b.test' },
]

const issuer = {
  commonName: 'excouncil.test',
  country: 'ZZ',
  stateOrProvinceName: 'Kopuncezis',
  localityName: 'Ashtinok',
  organizationName: 'Exumbran Convention',
  names,
}

it('reads subject and issuer', () => {
  expect(module.getIssuer(certificates.rsa)).toEqual(issuer)
  expect(module.getSubject(certificates.rsa)).toEqual({
    ...issuer,
    postalCode: '99999',
    streetAddress: '1 Main, Street',
    organizationalUnitName: ['Exumbran Council', 'Exumbran Janitors'],
  })
})

it('lists alternative names by kind', () => {
  const expected = [
    'excouncil.test',
    'www.excouncil.test',
    'info@excouncil.test',
    '192.0.2.1',
    '2001:db8::68',
    'http://excouncil.test/a',
  ]
  expect(module.getAltNames(certificates.rsa)).toEqual(expected)
  expect(module.parse(certificates.rsa).altNames).toEqual(expected)
  expect(module.getAltNames(certificates.ec)).toEqual([])
})

it('reads validity and fingerprint, from text and from bytes', () => {
  const bytes = new TextEncoder().encode(certificates.rsa).buffer
  expect(module.parse(bytes)).toMatchObject({ notBefore: '2026-11-23T06:07:55Z', notAfter: '2036-11-20T06:07:55Z' })
  expect(Buffer.from(module.parse(bytes).fingerPrint).toString('hex')).toBe('47d73048fa79599d5b75157b608a9f2b60c0123a')
})

it.each<[Name, string, unknown]>([
  [
    'rsa',
    'SHA256-RSA',
    {
      algorithm: 'RSA',
      key: {
        e: 65537,
        n: '116416859384275622871636924042061550917736351000317679833768081416233031372488382793371471915226559625805122001838052811417336624318910307101608918875927336300648701967671729520658435789126686743488570975049954779283051769497615778401694912014269292869420512837774575490685194861731333148005784066534331526839',
      },
    },
  ],
  [
    'ec',
    'ECDSA-SHA256',
    {
      algorithm: 'ECDSA',
      key: {
        curve: 'P-256',
        x: '95573901667828741103874561756792071245158374682079292797435044844499618798492',
        y: '24829546172603185757015023446293695996435110127245862974296111847194444794470',
      },
    },
  ],
  [
    'dsa',
    'DSA-SHA256',
    {
      algorithm: 'DSA',
      key: {
        parameters: {
          p: '95996915684166708930477677788214146756669980863718894928783479884475482349736394669217230379667388902395073195781158414000568683033776701770698648070756994570166104624087458139834793732634947601913471875397843111751341748686198321471075789219827568673633110223242588775219987531460567056420774644980467765077',
          q: '23296806208276402376100450738953502155727748325262688632111965076707',
          g: '68627178881242310286428534430141539713239854436705492165642729718703317954413539347753258772659566846524619521807581771084843859947092260799734108387759711556170549978656108233572192928427831021332069891964513448151992081823779795156512574186267754253857187540345823454549903295950135076389712198216742069700',
        },
        y: '26227352216862474468627648070348396568225660932696567110670629601797186742211631447304968572392288715374319054241177833652812567086798118291482940637289875205231194226957447148834245251086870290373925215579290204603642150605955340331353613402139094879664173011534217492578025637591171556233916512940783946702',
      },
    },
  ],
])('reads key and signature of %s', (name, signatureAlgorithm, publicKey) => {
  expect(module.parse(certificates[name])).toMatchObject({ signatureAlgorithm, publicKey })
})

it('tells the hash of an RSA-PSS signature', () => {
  expect(module.parse(certificates.pss).signatureAlgorithm).toBe('SHA384-RSAPSS')
})

it.each<[string, unknown, string]>([
  ['no PEM', 'bad', 'failed to decode certificate PEM file'],
  [
    'a broken certificate',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    'failed to parse certificate',
  ],
  ['a key that k6 does not know', certificates.ed, 'unsupported public key algorithm'],
  ['a number', 5, 'expected string, []byte or ArrayBuffer'],
])('refuses %s', (_, pem, message) => {
  expect(() => module.parse(pem)).toThrow(message)
})
